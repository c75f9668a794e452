package htg.testvm.stick;

import htg.common.HtgException;
import htg.testvm.qemu.StickImage;
import java.util.Locale;
import java.util.Optional;

/** The file system that a stick's root pool is. */
public enum PoolType {
    BTRFS,
    ZFS;

    /** That of an image; empty when it is no stick. */
    public static Optional<PoolType> of(StickImage image) {
        try {
            return Optional.of(StickParts.of(image).poolType());
        } catch (HtgException none) {
            return Optional.empty();
        }
    }

    /** The word in matrix files, and in what a stick is built from. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
