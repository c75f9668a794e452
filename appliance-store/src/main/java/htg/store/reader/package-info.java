/**
 * The program that looks into images, in a process of its own that may be confined: words in, frames out.
 *
 * <p>May import {@code htg.fsimage} and {@code htg.store.frame}, and no other library, so that little has to be let in with it.
 */
@NullMarked
package htg.store.reader;

import org.jspecify.annotations.NullMarked;
