/**
 * Takes what a confined reader sends, and writes files from it: nowhere but in the place that was asked for, whatever it says.
 *
 * <p>May import {@code htg.common} and {@code htg.store.frame}.
 */
@NullMarked
package htg.store.extract;

import org.jspecify.annotations.NullMarked;
