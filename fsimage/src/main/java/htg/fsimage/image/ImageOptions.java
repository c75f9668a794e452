package htg.fsimage.image;

import htg.fsimage.container.ContainerOptions;
import htg.fsimage.fs.Providers;

/**
 * How an image is opened.
 *
 * @param container what its container may use
 * @param providers the file systems that may be read
 * @param sectorSize bytes of a sector, 512 or 4096; 0 to find out
 */
public record ImageOptions(ContainerOptions container, Providers providers, int sectorSize) {
    public ImageOptions {
        if (sectorSize != 0 && sectorSize != 512 && sectorSize != 4096) {
            throw new IllegalArgumentException("no sector has " + sectorSize + " bytes");
        }
    }

    /** All file systems, no other files and no scratch. */
    public static ImageOptions standard() {
        return new ImageOptions(ContainerOptions.STANDARD, Providers.all(), 0);
    }

    public ImageOptions container(ContainerOptions rules) {
        return new ImageOptions(rules, providers, sectorSize);
    }

    public ImageOptions providers(Providers some) {
        return new ImageOptions(container, some, sectorSize);
    }

    public ImageOptions sectorSize(int bytes) {
        return new ImageOptions(container, providers, bytes);
    }
}
