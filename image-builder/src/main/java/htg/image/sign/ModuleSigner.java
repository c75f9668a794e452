package htg.image.sign;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Signs kernel modules as files, which Debian compresses behind the signature. */
public final class ModuleSigner {
    private static final String PLAIN = ".ko";
    private static final String XZ_PACKED = ".ko.xz";

    /** As the kernel's own build packs modules: its decompressor knows no other check and no larger dictionary. */
    private static final int DICTIONARY = 1 << 20;

    private final MachineOwnerKey key;

    public ModuleSigner(MachineOwnerKey key) {
        this.key = key;
    }

    /**
     * Writes a signed copy of a module, compressed as the module is. A signature that is there already is replaced.
     *
     * @throws IOException when it is compressed otherwise than by xz
     */
    public void sign(Path module, Path target) throws IOException {
        String name = String.valueOf(module.getFileName());
        if (!name.endsWith(PLAIN) && !name.endsWith(XZ_PACKED)) {
            throw new IOException(module + " is neither a plain module nor one compressed by xz");
        }
        boolean packed = name.endsWith(XZ_PACKED);
        byte[] signed =
                SignedModule.parse(content(module, packed)).signedBy(key).file();
        try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(target));
                OutputStream output = packed ? pack(plain) : plain) {
            output.write(signed);
        }
    }

    private static byte[] content(Path module, boolean packed) throws IOException {
        try (InputStream plain = Files.newInputStream(module);
                InputStream input = packed ? new XZInputStream(plain) : plain) {
            return input.readAllBytes();
        }
    }

    private static OutputStream pack(OutputStream target) throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(DICTIONARY);
        return new XZOutputStream(target, options, XZ.CHECK_CRC32);
    }
}
