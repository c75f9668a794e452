/**
 * What people and programs see: results on standard output, progress and errors on standard error.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.cli.output;

import org.jspecify.annotations.NullMarked;
