package htg.testvm.fault;

/** Bytes that are written over a medium before the machine starts. Immutable. */
public final class Patch {
    private final String name;
    private final long offset;
    private final byte[] bytes;

    /**
     * A patch.
     *
     * @param name of the file in a report that holds the bytes
     * @param offset from the medium's start
     */
    public Patch(String name, long offset, byte[] bytes) {
        this.name = name;
        this.offset = offset;
        this.bytes = bytes.clone();
    }

    public String name() {
        return name;
    }

    public long offset() {
        return offset;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
