package htg.testvm.stick;

import htg.common.io.AsideFile;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.fsimage.volume.Extent;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A copy of a stick while it is being changed. Holes stay holes, so a copy costs what the stick has allocated. Positions
 * are in bytes from the stick's start, paths are those of the boot partition. Not thread-safe.
 */
public final class StickCopy {
    /** Written as zeros: a hole would not be worth a program's start, which takes whole sectors only. */
    private static final int SMALL = 64 << 10;

    private final CommandRunner runner;
    private final StickParts parts;
    private final TemporaryFolder work;

    private StickCopy(CommandRunner runner, StickParts parts, TemporaryFolder work) {
        this.runner = runner;
        this.parts = parts;
        this.work = work;
    }

    /**
     * Copies a stick and changes the copy; {@code target} appears when that is done, or not at all.
     *
     * @return the parts of {@code target}, at the same places as in {@code base}
     */
    public static StickParts make(CommandRunner runner, StickParts base, Path target, Consumer<StickCopy> change) {
        try (TemporaryFolder work = TemporaryFolder.create(null, "htg-stick-");
                AsideFile aside = AsideFile.beside(target)) {
            Path from = base.image().path();
            keepSecret(from, aside.path());
            runner.check(Command.of("cp", "--reflink=auto", "--sparse=auto", "--", from.toString())
                    .with(aside.path().toString()));
            change.accept(new StickCopy(runner, base.in(StickImage.at(aside.path())), work));
            aside.commit();
        }
        return base.in(StickImage.at(target));
    }

    /** An image with a password hash in it is for its owner alone, and so is a copy. */
    private static void keepSecret(Path from, Path copy) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
            permissions.add(PosixFilePermission.OWNER_WRITE);
            Files.setPosixFilePermissions(copy, permissions);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The copy's parts, as they are now. */
    public StickParts parts() {
        return parts;
    }

    /** Writes a file on the boot partition, over an old one and with the folders it lies in. */
    public void write(String path, byte[] content) {
        Path file = work.resolve("content");
        try {
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        makeFolders(path);
        mtools("mcopy", "-D", "o", file.toString(), "::" + path);
    }

    /** Deletes a file of the boot partition. */
    public void delete(String path) {
        mtools("mdel", "::" + path);
    }

    /** Changes the text of a file on the boot partition. */
    public void edit(String path, UnaryOperator<String> change) {
        String text = new String(parts.file(path), StandardCharsets.UTF_8);
        write(path, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Overwrites the bytes at a position. */
    public void patch(long position, byte[] content) {
        try (FileChannel image = open()) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                image.write(buffer, position + buffer.position());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes a range zeros, and a hole where the host can. */
    public void zero(Extent range) {
        if (range.length() <= SMALL) {
            patch(range.offset(), new byte[(int) range.length()]);
            return;
        }
        copyRange("driver=null-co,read-zeroes=on,size=" + range.length(), range);
    }

    /** Overwrites the range with as many bytes of another stick, from {@code position}. */
    public void copy(StickParts donor, long position, Extent range) {
        copyRange(raw(donor, new Extent(position, range.length())), range);
    }

    /** Ends the medium at a position. */
    public void cut(long size) {
        try (FileChannel image = open()) {
            image.truncate(size);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void makeFolders(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (!parts.has(path.substring(0, slash))) {
                mtools("mmd", "::" + path.substring(0, slash));
            }
        }
    }

    private void mtools(String tool, String... arguments) {
        String place = parts.image().path() + "@@" + parts.esp().offset();
        // Without the user's own settings.
        runner.check(Command.of(tool, "-i", place).with(arguments).env("MTOOLSRC", "/dev/null"));
    }

    private void copyRange(String source, Extent target) {
        runner.check(Command.of(Programs.QEMU_IMG, "convert", "-n", "--image-opts", source)
                .with("--target-image-opts", raw(parts, target)));
    }

    /** In the options of QEMU's block drivers a comma is doubled. */
    static String raw(StickParts stick, Extent range) {
        String file = stick.image().path().toString().replace(",", ",,");
        return "driver=raw,offset=" + range.offset() + ",size=" + range.length() + ",file.driver=file,file.filename="
                + file;
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(parts.image().path(), StandardOpenOption.WRITE);
    }
}
