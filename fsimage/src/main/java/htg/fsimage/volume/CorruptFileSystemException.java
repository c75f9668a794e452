package htg.fsimage.volume;

/** A structure that contradicts itself, its checksum, or the volume it is in. Other parts of the volume may still be readable. */
public final class CorruptFileSystemException extends ImageFormatException {
    private static final long serialVersionUID = 1L;

    private final String structure;
    private final long offset;

    /**
     * Says what is wrong.
     *
     * @param structure what is damaged, in the words of its format, such as {@code ext4 inode 12}
     * @param offset where it begins in the volume, in bytes; -1 where it has no one place
     * @param problem what is wrong with it, without a full stop
     */
    public CorruptFileSystemException(String structure, long offset, String problem) {
        super(structure + (offset < 0 ? "" : " at byte " + offset) + ": " + problem);
        this.structure = structure;
        this.offset = offset;
    }

    public String structure() {
        return structure;
    }

    /** Bytes from the start of the volume; -1 where it has no one place. */
    public long offset() {
        return offset;
    }
}
