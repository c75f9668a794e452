package htg.testvm.run;

import htg.fsimage.volume.Extent;
import htg.testvm.fault.Contents;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that has a pool at some place, and nothing else of a stick. */
record MadeStick(StickParts parts) {
    static final long POOL = 3 << 20;

    static MadeStick of(Path folder, byte[] pool) throws IOException {
        byte[] image = new byte[(int) POOL + pool.length];
        System.arraycopy(pool, 0, image, (int) POOL, pool.length);
        Path file = Files.write(folder.resolve("made.img"), image);
        Extent nothing = new Extent(0, 0);
        return new MadeStick(new StickParts(StickImage.at(file), nothing, nothing, new Extent(POOL, pool.length)));
    }

    Contents contents() {
        return new ImageContents(parts.image());
    }
}
