package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** The first minutes on a new machine: nothing but apt, a JDK, Maven and a clone. */
@Timeout(1200)
class CleanMachineIT {
    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void needsDocker() {
        Project.requireProgram("mmdebstrap");
        Project.requireProgram("docker");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker daemon runs");
    }

    @Test
    void saysWhichPackagesToInstallWhereItMayNot() throws Exception {
        try (GenericContainer<?> machine = CleanDebian.withProject(folder)) {
            machine.start();
            ExecResult result = sh(machine, "HTG_NO_INSTALL=1 /htg/htg build --dry-run");
            assertThat(result.getExitCode()).isEqualTo(3);
            assertThat(result.getStdout()).isEmpty();
            assertThat(result.getStderr()).isEqualTo("""
                            htg: These Debian packages are missing: mmdebstrap
                                 Install them with: sudo apt-get install --no-install-recommends mmdebstrap
                            """);
        }
    }

    @Test
    void installsWhatIsMissingCompilesAndPlansAStick() throws Exception {
        try (GenericContainer<?> machine = CleanDebian.withProject(folder)) {
            machine.start();
            ExecResult result = sh(machine, "cd /tmp && /htg/htg build --dry-run");
            assertThat(result.getExitCode()).as(result.getStderr()).isZero();
            assertThat(result.getStderr()).contains("htg: installing mmdebstrap", "htg: compiling");
            assertThat(result.getStdout()).contains("root pool", "partitions");
            assertThat(sh(machine, "command -v mmdebstrap").getExitCode()).isZero();
            theSecondTimeThereIsNothingToSay(machine);
        }
    }

    private static void theSecondTimeThereIsNothingToSay(GenericContainer<?> machine) throws Exception {
        ExecResult again = sh(machine, "HTG_NO_INSTALL=1 /htg/htg --version");
        assertThat(again.getExitCode()).isZero();
        assertThat(again.getStderr()).isEmpty();
    }

    private static ExecResult sh(GenericContainer<?> machine, String line) throws IOException, InterruptedException {
        return machine.execInContainer("sh", "-c", line);
    }
}
