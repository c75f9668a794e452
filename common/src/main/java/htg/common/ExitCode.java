package htg.common;

/** What the process tells its caller; the numbers are documented in {@code docs/man} and never change. */
public enum ExitCode {
    /** Everything asked for was done. */
    OK(0),
    /** The work itself failed. */
    FAILED(1),
    /** The command line or a specification is wrong; nothing was started. */
    USAGE(2),
    /** This machine lacks something: a program, a permission, space, a network. */
    ENVIRONMENT(3),
    /** Refused because going on could destroy data. */
    REFUSED(4),
    /** The result was made but does not read back as it was meant. */
    VERIFICATION(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The process exit status, 0 to 5. */
    public int status() {
        return status;
    }
}
