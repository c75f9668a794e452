/**
 * The appliance manager. So far: says what is in a disk image and copies out of it, with all parsing in a confined process.
 *
 * <p>May import {@code htg.common} and {@code htg.fsimage}.
 */
@NullMarked
package htg.store;

import org.jspecify.annotations.NullMarked;
