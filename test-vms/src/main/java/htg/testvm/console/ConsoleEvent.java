package htg.testvm.console;

/** Something worth knowing that appeared on a console. */
public sealed interface ConsoleEvent {
    /**
     * A stage of the boot began or ended: {@code HTG-STAGE name status detail}, or the like of it seen in what firmware,
     * GRUB and kernel say.
     */
    record Landmark(String name, Status status, String detail) implements ConsoleEvent {
        /** Whether it is the one that is called for example {@code switch ok}. */
        public boolean is(String nameAndStatus) {
            return nameAndStatus.equals(name + " " + status);
        }

        @Override
        public String toString() {
            return name + " " + status + (detail.isEmpty() ? "" : " " + detail);
        }
    }

    /** An in-guest check ended: {@code HTG-CHECK name ok|fail detail}. */
    record CheckResult(String name, boolean passed, String detail) implements ConsoleEvent {}

    /** A line that an in-guest check printed: {@code HTG-CHECK-OUTPUT name text}. */
    record CheckOutput(String name, String text) implements ConsoleEvent {}

    /** A sign that this boot will not end well. */
    record Alarm(AlarmSign sign, String line) implements ConsoleEvent {}

    /**
     * What the console says can no longer be kept; it is still listened to.
     *
     * @param reason the log's name, and what is wrong with it
     */
    record LogLost(String reason) implements ConsoleEvent {}

    /** The console's other end was closed: the machine is gone. */
    record Closed() implements ConsoleEvent {}
}
