package htg.store.frame;

/** One message of a reader. */
public sealed interface Frame {
    /** The kinds of things that are copied out. */
    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    /** A part of the result for people or programs. */
    record Text(String text) implements Frame {}

    /** Something that a person should know besides the result. */
    record Note(String sentence) implements Frame {}

    /**
     * From here on {@link Data} belongs to this file, up to {@link End}. Folders and links have no data.
     *
     * @param path names separated by {@code /}, relative to what was asked for; empty for that itself
     * @param target of a link
     * @param size bytes of a file
     * @param permissions the lower nine bits of a Unix mode
     * @param modified seconds since 1970; {@link Long#MIN_VALUE} where it is not known
     */
    record Begin(Kind kind, String path, String target, long size, int permissions, long modified) implements Frame {}

    /** Bytes of the current file; what no data comes for is a hole. */
    final class Data implements Frame {
        private final long offset;
        private final byte[] bytes;

        /**
         * Bytes that do not change any more.
         *
         * @param offset where they belong
         */
        public Data(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        public long offset() {
            return offset;
        }

        /** Not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** The current file is complete. */
    record End() implements Frame {}

    /** The rest of the current file cannot be read: it is to be forgotten. */
    record Abandoned() implements Frame {}

    /**
     * The last frame where something failed.
     *
     * @param kind what to make of it
     */
    record Fault(FaultKind kind, String message, String hint) implements Frame {}

    /** What went wrong. */
    enum FaultKind {
        /** What was asked for is not there, or makes no sense. */
        USAGE,
        /** The image is damaged, or of a kind that is not read. */
        IMAGE,
        /** Some of it cannot be read; all the rest was sent. */
        PARTIAL,
        /** It would take more than is allowed. */
        LIMIT,
        /** The reader itself erred. */
        BUG
    }

    /** The last frame where all went well. */
    record Done() implements Frame {}
}
