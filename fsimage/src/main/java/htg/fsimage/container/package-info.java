/**
 * Virtual disks as files: what qemu, VMware, Hyper-V and VirtualBox write, and compressed raw images, each as a volume of the bytes that a
 * machine would see.
 *
 * <p>A header never makes a file be opened by itself: what lies beside an image is opened only by the rules of {@link
 * htg.fsimage.container.ContainerOptions}. Tables are read in small pieces when they are needed, and kept within a limit.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.compress}.
 */
@NullMarked
package htg.fsimage.container;

import org.jspecify.annotations.NullMarked;
