package htg.fsimage.squashfs;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file. Keeps the block that was read last. */
final class SquashContent implements Content {
    private static final byte[] ZEROS = new byte[64 << 10];

    private final SquashFileSystem fileSystem;
    private final SquashFile file;
    private final SquashFile.Layout layout;
    private final BlockList blocks;
    private final long size;
    private final int blockSize;
    private byte[] last = new byte[0];
    private int lastIndex = -1;
    private final ReadAhead ahead = new ReadAhead(this::unpack);

    SquashContent(SquashFileSystem fileSystem, SquashFile file, SquashFile.Layout layout, BlockList blocks) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.layout = layout;
        this.blocks = blocks;
        this.size = file.attributes().size();
        this.blockSize = fileSystem.superblock().blockSize();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Run run(long offset) {
        int index = (int) (offset / blockSize);
        if (index >= blocks.count()) {
            return new Run(size, false);
        }
        boolean hole = blocks.hole(index);
        do {
            index++;
        } while (index < blocks.count() && blocks.hole(index) == hole);
        boolean toTheEnd = index == blocks.count() && (!hole || layout.fragment() == SquashFile.NO_FRAGMENT);
        return new Run(toTheEnd ? size : Math.min(size, (long) index * blockSize), hole);
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int index = (int) (offset / blockSize);
        int within = (int) (offset % blockSize);
        int length = (int) Math.min(blockSize, size - (long) index * blockSize);
        int count = Math.min(length - within, into.remaining());
        if (index >= blocks.count()) {
            fragment(within, count, length, into);
        } else if (blocks.hole(index)) {
            count = Math.min(count, ZEROS.length);
            into.put(ZEROS, 0, count);
        } else if (count == length && into.hasArray() && index != lastIndex) {
            fetch(index, into.array(), into.arrayOffset() + into.position(), length);
            into.position(into.position() + length);
        } else {
            keep(index, length);
            into.put(last, within, count);
        }
        return count;
    }

    private void keep(int index, int length) throws IOException {
        if (lastIndex != index) {
            lastIndex = -1;
            if (last.length == 0) {
                last = new byte[(int) Math.min(blockSize, size)];
            }
            fetch(index, last, 0, length);
            lastIndex = index;
        }
    }

    private void fetch(int index, byte[] into, int offset, int length) throws IOException {
        byte[] ready = ahead.take(index);
        if (ready == null) {
            int next = index + 1;
            ahead.reading(index, next < blocks.count() && !blocks.hole(next) && !blocks.stored(next));
            load(index, into, offset, length);
        } else {
            System.arraycopy(ready, 0, into, offset, length);
        }
    }

    private byte[] unpack(int index) throws IOException {
        byte[] block = new byte[(int) Math.min(blockSize, size - (long) index * blockSize)];
        load(index, block, 0, block.length);
        return block;
    }

    private void load(int index, byte[] into, int offset, int length) throws IOException {
        String what = file + " (block " + index + ")";
        long place = blocks.place(index);
        if (blocks.length(index) > blockSize) {
            throw new CorruptFileSystemException(what, place, "it is longer than a block");
        }
        int count = fileSystem
                .packing()
                .read(what, place, blocks.length(index), blocks.stored(index), into, offset, length);
        if (count != length) {
            throw new CorruptFileSystemException(what, place, "it has " + count + " bytes instead of " + length);
        }
    }

    private void fragment(int within, int count, int length, ByteBuffer into) throws IOException {
        byte[] shared = fileSystem.fragment(layout.fragment());
        if (layout.offset() > shared.length - length) {
            throw new CorruptFileSystemException(
                    file.toString(), -1, "its last " + length + " bytes leave the fragment they are in");
        }
        into.put(shared, (int) layout.offset() + within, count);
    }
}
