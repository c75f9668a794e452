package htg.testvm.fault;

/** Another disk in the machine. */
public enum Neighbour {
    /** The stick is alone. */
    ALONE("alone"),
    /** A disk that was never written. */
    BLANK("blank"),
    /** A disk with a Windows-like partition table and file system. */
    WINDOWS("windows"),
    /** A btrfs of another identity, made like the stick's own. */
    FOREIGN_POOL("foreign-pool"),
    /** Another sound btrfs with the label of the stick's pool, and nothing in it to start. */
    SAME_NAME_POOL("same-name-pool"),
    /** A second stick written from the same image: every identity is the same. */
    TWIN("twin");

    private final String name;

    Neighbour(String name) {
        this.name = name;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
