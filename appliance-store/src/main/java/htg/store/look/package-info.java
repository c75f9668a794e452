/**
 * Asks a reader process about an image.
 *
 * <p>May import {@code htg.common}, {@code htg.fsimage}, and the other packages of this module but {@code htg.store.cli}.
 */
@NullMarked
package htg.store.look;

import org.jspecify.annotations.NullMarked;
