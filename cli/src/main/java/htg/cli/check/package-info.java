/**
 * Sums up the tests of all modules for {@code ./htg check}.
 *
 * <p>May import the JDK only: {@code java} runs it from its source, so that it works when nothing compiles.
 */
@NullMarked
package htg.cli.check;

import org.jspecify.annotations.NullMarked;
