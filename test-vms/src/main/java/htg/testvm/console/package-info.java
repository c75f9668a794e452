/**
 * What a machine says: its serial stream is logged, cut into lines, and read for landmarks, check results and signs that
 * it will not get any further.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.testvm.console;

import org.jspecify.annotations.NullMarked;
