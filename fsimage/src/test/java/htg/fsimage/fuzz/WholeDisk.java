package htg.fsimage.fuzz;

import htg.fsimage.container.ContainerOptions;
import htg.fsimage.container.Scratch;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.image.Contents;
import htg.fsimage.image.DiskImage;
import htg.fsimage.image.ImageOptions;
import htg.fsimage.image.ImageVolume;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Any bytes as the image of a disk: its container, its table, and whatever its volumes are taken for. */
final class WholeDisk implements Target {
    private static final int LARGEST_SCRATCH = 32 << 20;

    private final List<byte[]> samples;
    private final ImageOptions options;

    WholeDisk(List<byte[]> samples) {
        this.samples = List.copyOf(samples);
        this.options = ImageOptions.standard()
                .container(ContainerOptions.STANDARD
                        .memory(4 << 20)
                        .scratch(Scratch.in(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), LARGEST_SCRATCH)));
    }

    @Override
    public void read(byte[] input) throws IOException {
        try (DiskImage image = DiskImage.open(Volume.of(input), options)) {
            for (ImageVolume volume : image.volumes()) {
                if (volume.contents() instanceof Contents.Openable openable) {
                    read(openable.provider(), volume.volume());
                }
            }
        }
    }

    private static void read(FileSystemProvider provider, Volume volume) throws IOException {
        Mutants.readAll(provider, new OpenRequest(volume, List.of(), Limits.STANDARD.memory(6 << 20)));
    }

    @Override
    public List<byte[]> undamaged() {
        return samples;
    }
}
