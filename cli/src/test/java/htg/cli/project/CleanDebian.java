package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import htg.common.io.Digests;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container that is a machine with only apt, a JDK and Maven. Its image is made here from the host's own Debian release
 * and mirror, as no registry can be relied on, and is kept by Docker under a name made of its ingredients.
 */
final class CleanDebian {
    /** What the README asks for; certificates so that Maven can fetch anything at all. */
    private static final String PACKAGES = "ca-certificates,default-jdk-headless,maven";

    private static final String REPOSITORY = "htg-clean-debian";

    private static final Path TRUSTED = Path.of("/etc/ssl/certs/java/cacerts");

    private CleanDebian() {}

    /** A machine that holds this project in {@code /htg}; not started yet. */
    static GenericContainer<?> withProject(Path folder) {
        Path sources = folder.resolve("htg.tar");
        Path names = writeNames(folder);
        assertThat(Project.run(Command.of("tar", "--null", "-cf", sources.toString(), "-T", names.toString()))
                        .exitStatus())
                .isZero();
        GenericContainer<?> machine = new GenericContainer<>(image())
                .withImagePullPolicy(name -> false)
                .withCopyFileToContainer(MountableFile.forHostPath(sources), "/htg.tar")
                // The host's own network: a daemon that may not touch the firewall has no other.
                .withNetworkMode("host")
                .withCommand("sh", "-c", "mkdir /htg && tar -C /htg -xf /htg.tar && echo ready && sleep infinity")
                .waitingFor(Wait.forLogMessage("ready\n", 1));
        // Behind a proxy that signs with a certificate of its own, the clean machine trusts what the host trusts.
        return Files.exists(TRUSTED)
                ? machine.withCopyFileToContainer(MountableFile.forHostPath(TRUSTED), TRUSTED.toString())
                : machine;
    }

    private static DockerImageName image() {
        String suite = hostRelease();
        String tag = Digests.sha256(suite + PACKAGES).substring(0, 12);
        DockerImageName name = DockerImageName.parse(REPOSITORY + ":" + tag);
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(name.asCanonicalNameString()).exec();
        } catch (NotFoundException notMadeYet) {
            make(suite, name.asCanonicalNameString());
        }
        return name;
    }

    private static void make(String suite, String name) {
        try (TemporaryFolder folder = TemporaryFolder.create(null, "htg-clean-debian-")) {
            Path tree = folder.resolve("tree.tar");
            Command build = Command.of("mmdebstrap", "--variant=apt", "--include=" + PACKAGES, suite)
                    .with(tree.toString(), hostMirror(suite))
                    .within(Duration.ofMinutes(10));
            assertThat(Project.run(build))
                    .as("the clean Debian")
                    .satisfies(result -> assertThat(result.exitStatus())
                            .as(result.errorTail())
                            .isZero());
            // By the docker program: the Java client cuts a stream of this size short.
            Command load = Command.of("docker", "import", tree.toString(), name).within(Duration.ofMinutes(5));
            assertThat(Project.run(load))
                    .as("the image of the clean Debian")
                    .satisfies(result -> assertThat(result.exitStatus())
                            .as(result.errorTail())
                            .isZero());
        }
    }

    private static String hostRelease() {
        return firstLine(Command.of("sh", "-c", ". /etc/os-release && echo \"$VERSION_CODENAME\""));
    }

    /** Where the host's apt gets the release from. */
    private static String hostMirror(String suite) {
        return firstLine(Command.of(
                "apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Codename: " + suite));
    }

    private static String firstLine(Command command) {
        return Project.run(command).output().lines().findFirst().orElseThrow();
    }

    private static Path writeNames(Path folder) {
        List<String> names = Project.files().stream().map(Path::toString).toList();
        try {
            return Files.writeString(folder.resolve("names"), String.join("\0", names));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
