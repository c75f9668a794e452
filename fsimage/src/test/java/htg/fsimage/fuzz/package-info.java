/** What a coverage-guided fuzzer gives its bytes to: a target for each reader. The bench fs-fuzz runs them. */
@NullMarked
package htg.fsimage.fuzz;

import org.jspecify.annotations.NullMarked;
