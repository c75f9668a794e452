/**
 * The steps of a build, each from inputs in the plan to files: tool root, base, miniroot, boot partition, root pool,
 * image, verification.
 *
 * <p>May import the JDK, {@code htg.common}, the other packages of this module except the command line, and the modules
 * whose work it joins: miniroot, grub-templates, fsimage.
 */
@NullMarked
package htg.image.step;

import org.jspecify.annotations.NullMarked;
