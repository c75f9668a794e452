package htg.fsimage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Damaged copies of an image, always the same ones: first one after the other of its fields gets a value that is often fatal, then bytes
 * near structures change at random. Of each copy everything is read. What may come of it is data or a typed error, soon.
 */
public final class Mutants {
    private static final int MOST_ENTRIES = 2000;
    private static final long MOST_BYTES = 8 << 20;
    private static final Limits LITTLE = Limits.STANDARD.memory(6 << 20);
    private static final long[] FATAL = {
        0, 1, 2, 3, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000L, -1, Long.MIN_VALUE
    };

    /**
     * A number in the image.
     *
     * @param offset where it is
     * @param width bytes, 1 to 8
     */
    public record Field(int offset, int width) {}

    /** Corrects checksums after a change, so that what they protect is reached. */
    @FunctionalInterface
    public interface Seal {
        void correct(byte[] image);

        /** There is none to correct. */
        static Seal none() {
            return image -> {};
        }
    }

    private final FileSystemProvider provider;
    private final byte[] image;
    private final List<Field> fields;
    private final Seal seal;
    private final Random random;

    /**
     * Mutants of one image.
     *
     * @param fields its metadata, as far as the test knows it; bytes near them change as well
     */
    public Mutants(FileSystemProvider provider, byte[] image, List<Field> fields, Seal seal, long seed) {
        this.provider = provider;
        this.image = image;
        this.fields = List.copyOf(fields);
        this.seal = seal;
        this.random = new Random(seed);
    }

    /** All numbers of one width in a range. */
    public static List<Field> fields(int from, int to, int width) {
        List<Field> found = new ArrayList<>();
        for (int at = from; at + width <= to; at += width) {
            found.add(new Field(at, width));
        }
        return found;
    }

    /** Reads so many damaged copies. Where {@link Subjects} are collected, the image is handed over instead. */
    public void survive(int count) throws IOException {
        if (Subjects.take(this::subject)) {
            return;
        }
        byte[] copy = new byte[image.length];
        try (Watch watch = new Watch()) {
            for (int number = 0; number < count; number++) {
                System.arraycopy(image, 0, copy, 0, copy.length);
                damage(copy, number, count);
                if (random.nextInt(8) != 0) {
                    seal.correct(copy);
                }
                survive(watch, copy, "mutant " + number + " of " + count);
            }
        }
    }

    private void survive(Watch watch, byte[] copy, String name) throws IOException {
        try {
            watch.run(() -> readOrTell(copy));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError untyped) {
            throw new AssertionError(name, untyped);
        } catch (AssertionError wrong) {
            throw new AssertionError(name + ": " + wrong.getMessage(), wrong);
        }
    }

    private void readOrTell(byte[] copy) throws IOException {
        try {
            readAll(provider, Volume.of(copy));
        } catch (ImageFormatException | FileSystemException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }

    private Subject subject() {
        // What the reader keeps is not to be the image.
        FileSystemProvider own = provider;
        Subject.Reader reader = damaged -> readAll(own, new OpenRequest(Volume.of(damaged), List.of(), LITTLE));
        return new Subject(new SparseBytes(image), fields, seal, reader);
    }

    private void damage(byte[] copy, int number, int count) {
        if (!fields.isEmpty() && number < count / 2) {
            Field field = fields.get(
                    (int) (((long) number * fields.size() / (count / 2)) + random.nextInt(3)) % fields.size());
            put(copy, field, fatal(copy, field));
        }
        int changes = number < count / 2 ? random.nextInt(2) : 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            copy[place(copy.length)] = (byte) random.nextInt();
        }
    }

    private int place(int length) {
        if (fields.isEmpty() || random.nextInt(8) == 0) {
            return random.nextInt(length);
        }
        return Math.min(length - 1, fields.get(random.nextInt(fields.size())).offset() + random.nextInt(16));
    }

    private long fatal(byte[] copy, Field field) {
        long now = 0;
        for (int i = 0; i < field.width(); i++) {
            now |= Byte.toUnsignedLong(copy[field.offset() + i]) << (8 * i);
        }
        return switch (random.nextInt(4)) {
            case 0 -> now + 1 + random.nextInt(4);
            case 1 -> now - 1 - random.nextInt(4);
            case 2 -> now ^ (1L << random.nextInt(8 * field.width()));
            default -> FATAL[random.nextInt(FATAL.length)];
        };
    }

    private static void put(byte[] copy, Field field, long value) {
        for (int i = 0; i < field.width(); i++) {
            copy[field.offset() + i] = (byte) (value >> (8 * i));
        }
    }

    /** Reads all that a file system has, within limits; a part that is damaged stops no other. */
    public static void readAll(FileSystemProvider provider, Volume volume) throws IOException {
        readAll(provider, OpenRequest.of(volume));
    }

    /** As {@link #readAll(FileSystemProvider, Volume)}, with other limits. */
    public static void readAll(FileSystemProvider provider, OpenRequest request) throws IOException {
        var fileSystem = provider.open(request);
        assertThat(fileSystem.info().type()).isNotBlank();
        List<Node> pending = new ArrayList<>(List.of(fileSystem.root()));
        long[] left = {MOST_ENTRIES, MOST_BYTES};
        while (!pending.isEmpty() && left[0] > 0) {
            Node node = pending.remove(pending.size() - 1);
            try {
                node.extendedAttributes();
                read(node, pending, left);
            } catch (ImageFormatException | FileSystemException told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        }
        assertThat(fileSystem.systemRoots()).isNotEmpty();
    }

    private static void read(Node node, List<Node> pending, long[] left) throws IOException {
        FileType type = node.attributes().type();
        if (type == FileType.FOLDER) {
            List<String> names = new ArrayList<>(List.of("no such name"));
            try {
                node.list(entry -> {
                    names.add(entry.name());
                    return left[0]-- > 0 && enter(entry, pending);
                });
            } finally {
                find(node, names);
            }
        } else if (type == FileType.LINK) {
            assertThat(node.target()).isNotNull();
        } else if (type == FileType.REGULAR) {
            read(node.open(), left);
        }
    }

    /** Looks up some of a folder's names: how that is done has little to do with how they are listed. */
    private static void find(Node folder, List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i += 1 + names.size() / 3) {
            try {
                assertThat(folder.child(names.get(i))).isNotNull();
            } catch (ImageFormatException | FileSystemException told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        }
    }

    private static boolean enter(Entry entry, List<Node> pending) throws IOException {
        assertThat(entry.name()).doesNotContain("/", "\0").isNotIn("", ".", "..");
        try {
            pending.add(entry.node());
        } catch (ImageFormatException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
        return true;
    }

    private static void read(Content content, long[] left) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        long at = 0;
        while (at < content.size() && left[1] > 0) {
            Content.Run run = content.run(at);
            assertThat(run.end()).isGreaterThan(at).isLessThanOrEqualTo(content.size());
            if (run.hole()) {
                at = run.end();
                left[1] -= 512;
            } else {
                int count = content.read(at, buffer.clear());
                assertThat(count).isPositive();
                at += count;
                left[1] -= count;
            }
        }
    }
}
