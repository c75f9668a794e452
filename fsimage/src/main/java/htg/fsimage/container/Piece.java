package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.IOException;

/** What a stretch of a virtual disk consists of. */
sealed interface Piece {
    /** In bytes, from where it was asked for, at least one. */
    long length();

    /** The same, cut to fewer bytes. */
    Piece first(long bytes);

    /** Reads as zeros. */
    record Zeros(long length) implements Piece {
        @Override
        public Piece first(long bytes) {
            return new Zeros(Math.min(length, bytes));
        }
    }

    /**
     * Bytes of another volume; those behind its end read as zeros.
     *
     * @param place where they begin in {@code source}
     */
    record Data(long length, Volume source, long place) implements Piece {
        @Override
        public Piece first(long bytes) {
            return new Data(Math.min(length, bytes), source, place);
        }

        boolean follows(Data before) {
            return source == before.source && place == before.place + before.length;
        }
    }

    /**
     * Bytes of a compressed block.
     *
     * @param skip how many bytes of the unpacked block lie before them
     */
    record Packed(long length, PackedBlock block, int skip) implements Piece {
        @Override
        public Piece first(long bytes) {
            return new Packed(Math.min(length, bytes), block, skip);
        }
    }

    /**
     * A block that is stored compressed.
     *
     * @param key a number that no other block of the disk has, by which an unpacked one is found again
     * @param size of the unpacked block in bytes
     */
    record PackedBlock(long key, int size, Unpacking unpacking) {}

    /** Unpacks a block. */
    @FunctionalInterface
    interface Unpacking {
        byte[] unpack() throws IOException;
    }
}
