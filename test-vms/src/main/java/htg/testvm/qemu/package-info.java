/**
 * QEMU as it runs: the process, its monitor (QMP), overlays over the image under test, and the search for a working
 * accelerator.
 *
 * <p>May import the JDK, Jackson, {@code htg.common} and {@code htg.testvm.machine}.
 */
@NullMarked
package htg.testvm.qemu;

import org.jspecify.annotations.NullMarked;
