/**
 * Cells as they are run: prepared, booted, watched, judged, one after the other or some at the same time.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.fsimage} and the packages of this module except {@code matrix},
 * {@code report} and {@code cli}.
 */
@NullMarked
package htg.testvm.run;

import org.jspecify.annotations.NullMarked;
