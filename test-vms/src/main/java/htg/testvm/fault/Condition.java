package htg.testvm.fault;

/** How well a disk does that is not the stick. */
public enum Condition {
    SOUND,
    /** Each read fails at once, as on a disk with a password. */
    UNREADABLE,
    /** Each read takes longer than a boot. */
    DYING
}
