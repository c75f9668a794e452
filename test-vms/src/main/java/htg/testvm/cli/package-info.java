/**
 * The commands {@code htg run} and {@code htg test}.
 *
 * <p>May import the JDK, picocli, {@code htg.common} and this module.
 */
@NullMarked
package htg.testvm.cli;

import org.jspecify.annotations.NullMarked;
