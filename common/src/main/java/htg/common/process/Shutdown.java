package htg.common.process;

/**
 * Whether this process is being stopped from outside, as by Ctrl-C, and the programs that it has started with it.
 * Thread-safe.
 */
public interface Shutdown {
    /** Never: for those who are not told of it. */
    Shutdown NONE = new Shutdown() {
        @Override
        public boolean isUnderWay() {
            return false;
        }

        @Override
        public boolean explainsFailure() {
            return false;
        }

        @Override
        public void awaitTheCommand() {}
    };

    /** Whether it has begun. */
    boolean isUnderWay();

    /**
     * Whether a failure just seen comes from it: Ctrl-C reaches the programs too, and their end may be seen first. Waits a
     * moment.
     */
    boolean explainsFailure();

    /**
     * From now on the process ends only after its command, which looks at {@link #isUnderWay}, leaves off and says what
     * there is to say. Until then each program that it has started, or starts, is killed.
     */
    void awaitTheCommand();
}
