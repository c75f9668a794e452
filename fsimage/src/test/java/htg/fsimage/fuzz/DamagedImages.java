package htg.fsimage.fuzz;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.SparseBytes;
import htg.fsimage.testkit.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Images that tests damage, damaged as an input says. Its first byte names the image. The second one says whether all that follows is read
 * in place of the image, and whether checksums stay wrong. Otherwise what follows are changes: few bytes reach any field of an image, and
 * two good changes come together easily.
 */
final class DamagedImages implements Target {
    /** In the second byte: the bytes behind it are what is read. */
    static final int WHOLE = 0x80;
    /** In the second byte: checksums are not corrected. */
    static final int UNSEALED = 0x40;

    private static final int MOST_CHANGES = 40;
    private static final int LARGEST_WHOLE = 64 << 10;
    private static final int SEEDS = 30;

    private final List<Subject> subjects;
    private byte[] work = new byte[0];

    DamagedImages(List<Subject> subjects) {
        this.subjects = List.copyOf(subjects);
    }

    @Override
    public void read(byte[] input) throws IOException {
        ByteBuffer script = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        if (subjects.isEmpty() || script.remaining() < 2) {
            return;
        }
        Subject subject = subjects.get(Byte.toUnsignedInt(script.get()) % subjects.size());
        int flags = script.get();
        byte[] image = (flags & WHOLE) == 0 ? changed(subject, script) : rest(script);
        if ((flags & (WHOLE | UNSEALED)) == 0) {
            subject.seal().correct(image);
        }
        subject.reader().read(image);
    }

    private static byte[] rest(ByteBuffer script) {
        byte[] bytes = new byte[script.remaining()];
        script.get(bytes);
        return bytes;
    }

    private byte[] changed(Subject subject, ByteBuffer script) {
        if (work.length != subject.bytes().length()) {
            work = new byte[subject.bytes().length()];
        }
        subject.bytes().restore(work);
        for (int i = 0; i < MOST_CHANGES && work.length > 0 && script.remaining() >= 5; i++) {
            change(work, subject.fields(), script);
        }
        return work;
    }

    /** A change: which kind, where, and then what. */
    private static void change(byte[] image, List<Mutants.Field> fields, ByteBuffer script) {
        int kind = script.get() & 3;
        int where = script.getInt() & Integer.MAX_VALUE;
        if (kind == 3 || fields.isEmpty()) {
            write(image, where % image.length, 1, next(script, 1));
            return;
        }
        Mutants.Field field = fields.get(where % fields.size());
        if (kind == 0) {
            write(image, field.offset(), field.width(), next(script, field.width()));
        } else if (kind == 1) {
            write(image, field.offset(), field.width(), number(image, field) + (byte) next(script, 1));
        } else {
            Mutants.Field other = fields.get((int) (next(script, 4) & Integer.MAX_VALUE) % fields.size());
            write(image, field.offset(), field.width(), number(image, other));
        }
    }

    private static long next(ByteBuffer script, int width) {
        long value = 0;
        for (int i = 0; i < width && script.hasRemaining(); i++) {
            value |= Byte.toUnsignedLong(script.get()) << (8 * i);
        }
        return value;
    }

    private static long number(byte[] image, Mutants.Field field) {
        return next(ByteBuffer.wrap(image, field.offset(), field.width()), field.width());
    }

    private static void write(byte[] image, int offset, int width, long value) {
        for (int i = 0; i < width && offset + i < image.length; i++) {
            image[offset + i] = (byte) (value >> (8 * i));
        }
    }

    /** Each image as it is. */
    @Override
    public List<byte[]> undamaged() {
        List<byte[]> inputs = new ArrayList<>();
        for (int number = 0; number < subjects.size(); number++) {
            inputs.add(new byte[] {(byte) number, 0});
            SparseBytes image = subjects.get(number).bytes();
            if (image.length() <= LARGEST_WHOLE) {
                inputs.add(whole(number, image));
            }
        }
        return inputs;
    }

    private static byte[] whole(int number, SparseBytes image) {
        return ByteBuffer.allocate(2 + image.length())
                .put((byte) number)
                .put((byte) WHOLE)
                .put(image.restored())
                .array();
    }

    /** Also some changes of each kind in each image, always the same. */
    @Override
    public List<byte[]> seeds() {
        List<byte[]> inputs = new ArrayList<>(undamaged());
        Random random = new Random(1);
        for (int number = 0; number < subjects.size(); number++) {
            for (int i = 0; i < SEEDS; i++) {
                byte[] changes = new byte[2 + 13 * (1 + random.nextInt(3))];
                random.nextBytes(changes);
                changes[0] = (byte) number;
                changes[1] = 0;
                inputs.add(changes);
            }
        }
        return inputs;
    }
}
