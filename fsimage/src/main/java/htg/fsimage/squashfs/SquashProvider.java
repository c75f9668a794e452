package htg.fsimage.squashfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.LittleEndian;
import java.io.IOException;
import java.util.Optional;

/** squashfs, version 4.0; others are recognized, to be refused by name. */
public final class SquashProvider implements FileSystemProvider {
    private static final long MAGIC = 0x73717368L;
    private static final long MAGIC_BIG_ENDIAN = 0x68737173L;

    @Override
    public String name() {
        return "squashfs";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        if (start.length < Superblock.LENGTH) {
            return Optional.empty();
        }
        LittleEndian fields = LittleEndian.of(start);
        long magic = fields.u32(0);
        if (magic != MAGIC && magic != MAGIC_BIG_ENDIAN) {
            return Optional.empty();
        }
        boolean proven = fields.u16(28) == 4 && fields.u16(22) < 32 && fields.u32(12) == 1L << fields.u16(22);
        return Optional.of(new Signature("squashfs", proven ? Strength.PROVEN : Strength.MAGIC));
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return SquashFileSystem.open(request);
    }
}
