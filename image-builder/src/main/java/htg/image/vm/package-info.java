/**
 * A virtual machine that runs one script on the stick's own kernel, for what only a kernel can do: file systems that the
 * builder's machine may not know, made without its root.
 *
 * <p>May import the JDK, {@code htg.common} and commons-compress.
 */
@NullMarked
package htg.image.vm;

import org.jspecify.annotations.NullMarked;
