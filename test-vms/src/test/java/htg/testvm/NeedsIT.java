package htg.testvm;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A host that lacks something skips tests, and says what it lacks. */
class NeedsIT {
    private static final String NO_MORE_NAMESPACES = "echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"";

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @Test
    void aHostThatForbidsPrivateMountsSkipsWhatNeedsThem() {
        Needs.privateMounts();
        Command asking = Command.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName());
        assertThat(runner.check(asking).output()).isEqualTo("goes on\n");
        Command forbidden = asking.under(List.of("unshare", "-r", "sh", "-c", NO_MORE_NAMESPACES, "sh"));
        assertThat(runner.check(forbidden).output())
                .contains("skipped: ", "no file system can be mounted in a user namespace: unshare: ");
    }

    /** Asks for them in a process of its own. */
    static final class Asking {
        private Asking() {}

        public static void main(String[] arguments) {
            try {
                Needs.privateMounts();
                System.out.println("goes on");
            } catch (TestAbortedException skipped) {
                System.out.println("skipped: " + skipped.getMessage());
            }
        }
    }
}
