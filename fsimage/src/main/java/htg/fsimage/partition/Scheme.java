package htg.fsimage.partition;

/** Kinds of partition tables. */
public enum Scheme {
    NONE("none"),
    MBR("MBR"),
    GPT("GPT"),
    /** A GPT whose MBR shows some of its partitions to old systems. */
    HYBRID("GPT with a hybrid MBR"),
    /** The label of Sun's SPARC machines. */
    SUN("Sun"),
    BSD("BSD disklabel"),
    APPLE("Apple partition map");

    private final String title;

    Scheme(String title) {
        this.title = title;
    }

    /** For the eyes. */
    public String title() {
        return title;
    }
}
