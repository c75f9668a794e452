package htg.testvm.block;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A raw disk image in a file, read-only. The medium may be larger than the image: the rest is zeroes. */
public final class ImageSource implements ReadOnlySource {
    private final FileChannel file;
    private final DataSize imageSize;
    private final DataSize size;

    private ImageSource(FileChannel file, DataSize imageSize, DataSize size) {
        this.file = file;
        this.imageSize = imageSize;
        this.size = size;
    }

    /** Opens a medium as large as its image. */
    public static ImageSource open(Path image) {
        return open(image, DataSize.ZERO);
    }

    /**
     * Opens a medium that is at least {@code least} large.
     *
     * @throws HtgException {@link ExitCode#FAILED} when the image cannot be read
     */
    public static ImageSource open(Path image, DataSize least) {
        try {
            FileChannel file = FileChannel.open(image, StandardOpenOption.READ);
            DataSize imageSize = new DataSize(file.size());
            return new ImageSource(file, imageSize, imageSize.compareTo(least) < 0 ? least : imageSize);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read image " + image + ": " + HtgException.reason(failure),
                    "Name a raw disk image that you may read.",
                    failure);
        }
    }

    @Override
    public DataSize size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        check(offset, target.remaining());
        int inImage = (int) Math.min(target.remaining(), Math.max(0, imageSize.bytes() - offset));
        Transfer.read(file, offset, Transfer.take(target, inImage));
        Transfer.zero(target, target.remaining());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
