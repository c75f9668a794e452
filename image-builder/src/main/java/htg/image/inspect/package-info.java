/**
 * What a finished stick says about Secure Boot: who has signed its programs and modules, and hence which entries of its
 * menu start on which machines. The image is only read, by {@code htg.fsimage}, and nothing in it is believed unchecked.
 *
 * <p>May import the JDK, {@code htg.common}, fsimage, grub-templates, Jackson and commons-compress; no other package of this
 * module.
 */
@NullMarked
package htg.image.inspect;

import org.jspecify.annotations.NullMarked;
