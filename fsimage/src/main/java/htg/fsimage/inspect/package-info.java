/**
 * What is in an image: operating systems, boot loaders, kernels, and what it would need to boot as a virtual machine or to run as a
 * container. The records hold text and numbers only, for output as text or JSON.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs}, {@code htg.fsimage.iso}, {@code htg.fsimage.mounts} and {@code
 * htg.fsimage.boot}.
 */
@NullMarked
package htg.fsimage.inspect;

import org.jspecify.annotations.NullMarked;
