/**
 * What the boot tester knows of htg's own sticks: where their parts are, how to start one past its boot loader, and how to
 * exchange or break parts in a copy. Sticks of others are booted, too, but never looked into.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.fsimage}, {@code htg.testvm.machine} and {@code
 * htg.testvm.qemu}. Files are written into FAT by mtools, ranges are copied by {@code qemu-img}.
 */
@NullMarked
package htg.testvm.stick;

import org.jspecify.annotations.NullMarked;
