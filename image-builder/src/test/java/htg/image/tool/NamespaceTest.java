package htg.image.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.image.FakeRunner;
import htg.image.FakeRunner.Answer;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    @Test
    void anOrdinaryUserBecomesRootOfANamespace() {
        Namespace namespace = Namespace.open(machine("1000", new Answer(0, "", "")));
        assertThat(namespace.command(Command.of("tar")).arguments())
                .contains("--map-root-user", "--map-auto", "--kill-child", "tar");
    }

    @Test
    void rootNeedsNoOtherIds() {
        Namespace namespace = Namespace.open(machine("0", new Answer(0, "", "")));
        assertThat(namespace.command(Command.of("tar")).arguments())
                .contains("--mount", "--kill-child")
                .doesNotContain("--user");
    }

    @Test
    void saysHowToGetSubordinateIds() {
        HtgException error = failure("1000", "unshare: failed to execute newuidmap: No such file or directory");
        assertThat(error.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(error.hint()).contains("uidmap", "--add-subuids");
    }

    @Test
    void saysHowToAllowNamespaces() {
        assertThat(failure("1000", "unshare: unshare failed: Operation not permitted")
                        .hint())
                .contains("unprivileged_userns_clone", "apparmor_restrict_unprivileged_userns");
        assertThat(failure("0", "unshare: unshare failed: Operation not permitted")
                        .hint())
                .contains("SYS_ADMIN");
    }

    private static HtgException failure(String user, String said) {
        return catchThrowableOfType(HtgException.class, () -> Namespace.open(machine(user, new Answer(1, "", said))));
    }

    private static FakeRunner machine(String user, Answer unshare) {
        return new FakeRunner(command -> command.program().equals("id") ? new Answer(0, user + "\n", "") : unshare);
    }
}
