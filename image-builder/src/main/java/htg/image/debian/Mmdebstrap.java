package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs {@code mmdebstrap} and words its failures. */
public final class Mmdebstrap {
    private static final int CONTEXT_LINES = 12;
    private static final Duration TIMEOUT = Duration.ofMinutes(45);
    private static final Pattern NO_PACKAGE = Pattern.compile("E: Unable to locate package (\\S+)");
    private static final Pattern OWN_ERROR = Pattern.compile("E: htg: (.*)");
    private static final Pattern NOTICE = Pattern.compile("I: (.*)");

    private final CommandRunner runner;
    private final EventSink events;
    private final UnaryOperator<Command> namespace;

    /**
     * A runner of mmdebstrap.
     *
     * @param namespace puts a command where it is root
     */
    public Mmdebstrap(CommandRunner runner, EventSink events, UnaryOperator<Command> namespace) {
        this.runner = runner;
        this.events = events;
        this.namespace = namespace;
    }

    /**
     * Makes a tree or archive.
     *
     * @param step name for progress events
     * @param work folder for the unfinished tree, on a file system that allows devices and any owner
     * @param options in front of suite, target and sources
     * @throws HtgException {@link ExitCode#USAGE} for an unknown package, {@link ExitCode#ENVIRONMENT} when space or the
     *     network runs out
     */
    public void run(String step, Path work, PackageIndex index, List<String> options, Command environment) {
        Command command = environment
                .with(options)
                .env("TMPDIR", work.toString())
                .env("SOURCE_DATE_EPOCH", Long.toString(index.date().getEpochSecond()))
                .env("LC_ALL", "C.UTF-8")
                .within(TIMEOUT);
        CommandResult result = runner.run(namespace.apply(command), line -> progress(step, line));
        if (!result.succeeded()) {
            throw describe(result, index);
        }
    }

    /** The command up to its options; callers add variables for their hooks. */
    public static Command command() {
        return Command.of("mmdebstrap", "--mode=root", "--skip=chroot/mount/sys");
    }

    private void progress(String step, String line) {
        Matcher notice = NOTICE.matcher(line);
        if (notice.matches()) {
            events.emit(new Event.StepProgress(step, notice.group(1)));
        }
    }

    private static HtgException describe(CommandResult result, PackageIndex index) {
        String said = result.errorTail();
        String lower = said.toLowerCase(Locale.ROOT);
        Matcher missing = NO_PACKAGE.matcher(said);
        if (missing.find()) {
            return new HtgException(
                    ExitCode.USAGE,
                    "There is no package '" + missing.group(1) + "' in "
                            + index.sources().get(0).suite(),
                    "Check 'packages' in the specification.");
        }
        if (lower.contains("no space left")) {
            return new HtgException(
                    ExitCode.ENVIRONMENT,
                    "The disk ran full while Debian was being installed",
                    "Free some space, or name a roomier cache with --cache DIR.");
        }
        if (lower.contains("failed to fetch") || lower.contains("could not connect") || lower.contains("resolving")) {
            return new HtgException(
                    ExitCode.ENVIRONMENT,
                    "The mirror stopped answering while packages were fetched: " + firstError(said),
                    "Run the same command again: what was fetched is kept.");
        }
        Matcher own = OWN_ERROR.matcher(said);
        return new HtgException(
                ExitCode.FAILED,
                (own.find() ? own.group(1) : result.summary() + ": " + firstError(said)) + context(said),
                "To see it fail again, run: " + result.command().replayLine());
    }

    private static String firstError(String said) {
        return said.lines().filter(line -> line.startsWith("E: ")).findFirst().orElse(said.strip());
    }

    /** The lines before the first error: there dpkg said why, apt only says that there was one. */
    private static String context(String said) {
        List<String> lines =
                said.lines().takeWhile(line -> !line.startsWith("E: ")).toList();
        return lines.subList(Math.max(0, lines.size() - CONTEXT_LINES), lines.size()).stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }
}
