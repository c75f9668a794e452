package htg.testvm.stick;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.ZstdStream;
import htg.fsimage.cpio.CpioArchives;
import htg.fsimage.cpio.CpioEntry;
import htg.fsimage.volume.ImageFormatException;
import htg.testvm.qemu.Programs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Copies a ramdisk unpacked, without some of its entries. It is gone through as the kernel does
 * (Documentation/driver-api/early-userspace/buffer-format.rst): archive after archive, with zeros between; the last may be
 * packed. What is in memory is one buffer, however large the ramdisk is.
 */
final class RamdiskCopy {
    private static final int ZSTD = 0x28B52FFD;
    private static final int GZIP = 0x1F8B;
    private static final int BUFFER = 32 << 10;

    private final CommandRunner runner;
    private final Predicate<String> unwanted;
    private final OutputStream target;

    /**
     * Nothing is read yet.
     *
     * @param unwanted which entries to leave out, by their names
     */
    RamdiskCopy(CommandRunner runner, Predicate<String> unwanted, OutputStream target) {
        this.runner = runner;
        this.unwanted = unwanted;
        this.target = target;
    }

    /**
     * Copies a ramdisk behind what was copied before.
     *
     * @throws ImageFormatException when it is damaged, or packed in a way that is not known here
     */
    void of(InputStream ramdisk) throws IOException {
        CpioArchives archives = new CpioArchives(ramdisk);
        byte[] magic = archives.visit(this::copy);
        if (magic.length > 0) {
            try (InputStream plain = unpacked(archives.rest(), magic)) {
                inside(plain);
            } catch (EOFException | ZipException damaged) {
                throw new ImageFormatException("what is packed in it is damaged: " + damaged.getMessage());
            }
        }
    }

    private void inside(InputStream plain) throws IOException {
        if (new CpioArchives(plain).visit(this::copy).length > 0) {
            throw new ImageFormatException("there is no cpio archive in what is packed");
        }
    }

    private void copy(CpioEntry entry, InputStream source) throws IOException {
        if (!unwanted.test(entry.name())) {
            entry.copy(source, target);
        } else if (entry.isLinked()) {
            // The file's other names may have their content from this one, which must only be called otherwise.
            entry.named("-".repeat(entry.name().length())).copy(source, target);
        } else {
            entry.skip(source);
        }
    }

    /** To the end of the stream, where what is packed has to end, too. */
    private InputStream unpacked(InputStream source, byte[] magic) throws IOException {
        int start = magic.length < Integer.BYTES ? 0 : ByteBuffer.wrap(magic).getInt();
        if (start == ZSTD) {
            Command zstd = Command.of(Programs.locate(Programs.ZSTD).toString());
            return ZstdStream.of(runner, zstd, source);
        } else if (start >>> 16 == GZIP) {
            return new GZIPInputStream(source, BUFFER);
        }
        throw new ImageFormatException("it is packed in an unknown way");
    }
}
