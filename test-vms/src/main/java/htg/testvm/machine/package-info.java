/**
 * Virtual PCs as values: firmware, bus, accelerator, and the QEMU command line that a combination of them makes. Nothing
 * here runs anything.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.testvm.machine;

import org.jspecify.annotations.NullMarked;
