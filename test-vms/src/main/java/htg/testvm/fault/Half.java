package htg.testvm.fault;

/** Which sticks of a mirrored pool are in the machine. */
public enum Half {
    /** All there are: of a pool that is not mirrored, the only one. */
    BOTH("both"),
    FIRST("first-half"),
    SECOND("second-half"),
    /** Both; but the second was away the last time, and has missed what was written then. */
    STALE_SECOND("stale-second-half"),
    /** Both; but each was used without the other since they were together. */
    USED_APART("used-apart");

    private final String name;

    Half(String name) {
        this.name = name;
    }

    /** Whether both are there, and hold the same. */
    public boolean isUsual() {
        return this == BOTH;
    }

    /** Whether the second is there beside the first. */
    public boolean hasOther() {
        return this == BOTH || this == STALE_SECOND || this == USED_APART;
    }

    /** Whether the second was away when the first was started before. */
    public boolean isStale() {
        return this == STALE_SECOND;
    }

    /** Whether each was used without the other. */
    public boolean isApart() {
        return this == USED_APART;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
