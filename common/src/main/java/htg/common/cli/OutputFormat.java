package htg.common.cli;

/** How a command writes its result on standard output. */
public enum OutputFormat {
    /** For people; may change between releases. */
    TEXT,
    /** One JSON document; its fields are stable. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
