/**
 * ISO 9660 (ECMA-119) with Rock Ridge (IEEE P1282 over SUSP, IEEE P1281), Joliet and El Torito, for reading only. Folders are read from
 * their records; path tables are ignored. Where a disc has several sets of names, those of Rock Ridge go before those of Joliet, and
 * plain ones come last. {@link htg.fsimage.iso.BootCatalogue} says what of it firmware starts.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.iso;

import org.jspecify.annotations.NullMarked;
