/**
 * What a boot reads from its medium, counted: by the firmware and the boot loader, while these load kernel and ramdisk, and
 * afterwards.
 *
 * <p>May import the JDK, {@code htg.testvm.block} and {@code htg.testvm.console}.
 */
@NullMarked
package htg.testvm.reads;

import org.jspecify.annotations.NullMarked;
