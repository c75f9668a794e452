package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Fetches files of an archive with apt's own transport, so that the host's proxies and credentials apply. */
final class ArchiveDownload {
    private static final String HELPER = "/usr/lib/apt/apt-helper";

    /** A package index is 10 MB; a telephone's hot spot may need this long. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final CommandRunner runner;

    ArchiveDownload(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * Fetches one file.
     *
     * @param source whose file it is, for messages
     * @param sha256 what the file must be; anything where absent
     * @return false when the archive has no such file
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the archive does not answer, or with something else
     */
    boolean fetch(AptSource source, String uri, Path file, Optional<String> sha256) {
        Command helper = Command.of(
                        HELPER,
                        "-oAPT::Sandbox::User=root",
                        "-oAcquire::Retries=1",
                        "-oAcquire::http::Timeout=15",
                        "-oAcquire::https::Timeout=15",
                        "download-file",
                        uri.replaceFirst("^file:", "copy:"),
                        file.toString())
                .env("LC_ALL", "C")
                .within(TIMEOUT);
        CommandResult result =
                runner.run(sha256.map(digest -> helper.with("SHA256:" + digest)).orElse(helper));
        if (result.succeeded() && Files.isRegularFile(file)) {
            return true;
        }
        String said = result.output() + result.errorTail();
        if (said.contains("404") || said.contains("File not found") || said.contains("No such file")) {
            return false;
        }
        throw unreachable(source, said);
    }

    private static HtgException unreachable(AptSource source, String said) {
        String reason = said.lines()
                .filter(line -> line.startsWith("E: ") || line.startsWith("W: "))
                .map(line -> line.substring(3))
                .findFirst()
                .orElse("no answer");
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot reach the mirror " + source.withoutCredentials().uri() + ": " + reason,
                "Check the network, or name another mirror with --mirror URL. With --offline the packages of an"
                        + " earlier build are used.");
    }
}
