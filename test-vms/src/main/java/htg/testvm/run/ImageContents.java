package htg.testvm.run;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import htg.testvm.fault.Contents;
import htg.testvm.fault.Place.Part;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickParts;
import java.io.IOException;

/** The image under test as faults see it; an image that is no stick of htg has no parts, only bytes. */
record ImageContents(StickImage image) implements Contents {
    @Override
    public long start(Part part) {
        return part == Part.DISK ? 0 : extent(StickParts.of(image), part).offset();
    }

    private static Extent extent(StickParts stick, Part part) {
        return switch (part) {
            case CORE -> stick.biosBoot();
            case ESP -> stick.esp();
            default -> stick.pool();
        };
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        try (Volume volume = Volume.open(image.path())) {
            return volume.read(offset, length);
        }
    }
}
