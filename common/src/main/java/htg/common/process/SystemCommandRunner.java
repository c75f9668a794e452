package htg.common.process;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs programs of the operating system.
 *
 * <p>No child outlives this process, not even after {@code kill -9}: each is started under {@code setpriv --pdeathsig},
 * where util-linux offers it. The kernel sends that signal when the <em>thread</em> that started the child ends, so all
 * children are started by one thread that lives as long as the process.
 */
public final class SystemCommandRunner implements CommandRunner {
    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "htg-spawner");
        thread.setDaemon(true);
        return thread;
    });
    private static final List<String> DIE_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL", "--");
    private static final boolean CAN_DIE_WITH_PARENT = onPath("setpriv").isPresentAndExecutable();

    private final Consumer<Command> trace;

    /**
     * A runner that tells what it runs.
     *
     * @param trace sees every command before it starts
     */
    public SystemCommandRunner(Consumer<Command> trace) {
        this.trace = trace;
    }

    @Override
    public CommandResult run(Command command, Consumer<String> errorLines) {
        long start = System.nanoTime();
        try (ChildProcess child = spawn(command, errorLines)) {
            child.closeInput();
            boolean finished = child.collectUntil(command.timeout());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new CommandResult(
                    command, child.exitStatus(), !finished, child.collected(), child.errorTail(), elapsed);
        }
    }

    @Override
    public RunningCommand start(Command command, Consumer<String> errorLines) {
        return spawn(command, errorLines);
    }

    @Override
    public int runInTerminal(Command command) {
        ProcessBuilder builder = builder(command).inheritIO();
        Process process = launch(command, builder);
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private ChildProcess spawn(Command command, Consumer<String> errorLines) {
        ProcessBuilder builder = builder(command);
        command.input().map(Path::toFile).ifPresent(builder::redirectInput);
        command.output().map(Path::toFile).ifPresent(builder::redirectOutput);
        return new ChildProcess(launch(command, builder), errorLines);
    }

    private ProcessBuilder builder(Command command) {
        trace.accept(command);
        List<String> line = new ArrayList<>();
        if (CAN_DIE_WITH_PARENT) {
            requireProgram(command);
            line.addAll(DIE_WITH_PARENT);
        }
        line.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(line);
        command.directory().map(Path::toFile).ifPresent(builder::directory);
        Map<String, String> environment = builder.environment();
        environment.putAll(command.environment());
        return builder;
    }

    private static Process launch(Command command, ProcessBuilder builder) {
        Future<Process> started = SPAWNER.submit(builder::start);
        try {
            return started.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cannotStart(command, cause == null ? failed : cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cannotStart(command, interrupted);
        }
    }

    private static HtgException cannotStart(Command command, Throwable cause) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot start " + command.program() + ": " + HtgException.reason(cause),
                "Install the package that contains it; './htg setup' lists what htg needs.",
                cause);
    }

    /** With {@code setpriv} in front a missing program would end in its exit status, not in an error of ours. */
    private static void requireProgram(Command command) {
        Found found = onPath(command.program());
        if (!found.isPresentAndExecutable()) {
            throw cannotStart(command, new IOException("no such program"));
        }
    }

    private static Found onPath(String program) {
        if (program.contains(File.separator)) {
            return new Found(Path.of(program));
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Found found = new Found(Path.of(folder.isEmpty() ? "." : folder, program));
            if (found.isPresentAndExecutable()) {
                return found;
            }
        }
        return new Found(Path.of(program));
    }

    private record Found(Path path) {
        boolean isPresentAndExecutable() {
            return Files.isRegularFile(path) && Files.isExecutable(path);
        }
    }

    /** Reads everything up to {@code limit} bytes and drops the rest, so that the writer never blocks. */
    static String drain(java.io.InputStream stream, int limit) {
        try (stream) {
            byte[] kept = stream.readNBytes(limit);
            stream.skip(Long.MAX_VALUE);
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
