package htg.testvm.stick;

import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.testvm.machine.DirectKernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a stick's default menu entry starts, which QEMU can start past firmware and GRUB once it is taken out. */
public final class BootFiles {
    /** Where the kernel looks for the next of several ramdisks (Documentation/driver-api/early-userspace). */
    private static final int ALIGNMENT = 4;

    private final StickParts stick;
    private final BootEntry entry;
    private final DirectKernel kernel;

    private BootFiles(StickParts stick, BootEntry entry, DirectKernel kernel) {
        this.stick = stick;
        this.entry = entry;
        this.kernel = kernel;
    }

    /**
     * Decides where kernel and ramdisk will be, and writes nothing.
     *
     * @throws HtgException when the stick has no such entry, or not the files that it names
     */
    public static BootFiles of(StickParts stick, Path folder) {
        BootEntry entry = stick.defaultEntry();
        Stream.concat(Stream.of(entry.kernel()), entry.ramdisks().stream()).forEach(stick::require);
        Path kernel = folder.resolve("vmlinuz");
        Path ramdisk = folder.resolve("ramdisk.img");
        return new BootFiles(stick, entry, new DirectKernel(kernel, ramdisk, entry.commandLine()));
    }

    /** The files, which are there after {@link #write()}. */
    public DirectKernel kernel() {
        return kernel;
    }

    /** Decides and writes. */
    public static DirectKernel extract(StickParts stick, Path folder) {
        BootFiles files = of(stick, folder);
        files.write();
        return files.kernel();
    }

    /**
     * Writes kernel and ramdisk, several ramdisks as one file, as GRUB loads them.
     *
     * @throws HtgException when they cannot be read, or do not fit
     */
    public void write() {
        AsideFile.write(kernel.kernel(), target -> copy(entry.kernel(), target));
        AsideFile.write(
                kernel.ramdisk().orElseThrow(), target -> entry.ramdisks().forEach(path -> copy(path, target)));
    }

    /** With zeros behind it, as GRUB has them behind a ramdisk; a kernel does not mind. */
    private void copy(String path, OutputStream target) {
        try (InputStream content = stick.open(path)) {
            long length = content.transferTo(target);
            target.write(new byte[Math.floorMod(-length, ALIGNMENT)]);
        } catch (IOException failure) {
            throw stick.unreadable("file " + path, failure);
        }
    }
}
