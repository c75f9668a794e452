/**
 * The boot matrix: which combinations are tested, how one of them is run and judged.
 *
 * <p>May import the JDK, {@code htg.common} and the packages of this module except {@code report} and {@code cli}.
 */
@NullMarked
package htg.testvm.cell;

import org.jspecify.annotations.NullMarked;
