package htg.common.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program to run, as a value.
 *
 * @param arguments the program and its arguments; at least the program
 * @param directory working directory, or this process's own
 * @param environment variables set on top of this process's environment
 * @param timeout after which the program and its children are killed
 * @param input file given as standard input; empty input when absent
 * @param output file that receives standard output; captured in memory when absent
 */
public record Command(
        List<String> arguments,
        Optional<Path> directory,
        Map<String, String> environment,
        Duration timeout,
        Optional<Path> input,
        Optional<Path> output) {
    /** Long enough for any single tool; steps that need more say so. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s@']+:[^/\\s']+@");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command names at least its program");
        }
    }

    public static Command of(String program, String... arguments) {
        List<String> all = new ArrayList<>();
        all.add(program);
        all.addAll(List.of(arguments));
        return of(all);
    }

    public static Command of(List<String> arguments) {
        return new Command(arguments, Optional.empty(), Map.of(), DEFAULT_TIMEOUT, Optional.empty(), Optional.empty());
    }

    public String program() {
        return arguments.get(0);
    }

    /** The same command with more arguments at its end. */
    public Command with(String... more) {
        return with(List.of(more));
    }

    /** The same command with more arguments at its end. */
    public Command with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(all, directory, environment, timeout, input, output);
    }

    /** The same command run by another program, such as {@code nice} or {@code unshare}. */
    public Command under(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return new Command(all, directory, environment, timeout, input, output);
    }

    public Command in(Path newDirectory) {
        return new Command(arguments, Optional.of(newDirectory), environment, timeout, input, output);
    }

    public Command env(String name, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return new Command(arguments, directory, all, timeout, input, output);
    }

    public Command within(Duration newTimeout) {
        return new Command(arguments, directory, environment, newTimeout, input, output);
    }

    public Command reading(Path newInput) {
        return new Command(arguments, directory, environment, timeout, Optional.of(newInput), output);
    }

    public Command writing(Path newOutput) {
        return new Command(arguments, directory, environment, timeout, input, Optional.of(newOutput));
    }

    /** A POSIX shell line that does the same by hand; passwords in addresses are masked. */
    public String replayLine() {
        StringBuilder line = new StringBuilder();
        directory.ifPresent(
                path -> line.append("cd ").append(quote(path.toString())).append(" && "));
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        line.append(name).append('=').append(quote(value)).append(' '));
        line.append(arguments.stream().map(Command::quote).collect(Collectors.joining(" ")));
        input.ifPresent(path -> line.append(" <").append(quote(path.toString())));
        output.ifPresent(path -> line.append(" >").append(quote(path.toString())));
        return CREDENTIALS.matcher(line).replaceAll("://***@");
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
