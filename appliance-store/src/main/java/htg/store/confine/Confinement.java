package htg.store.confine;

import htg.common.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a Java program by {@code bwrap} (1) and {@code prlimit} (1): in namespaces of its own, with an empty root that has the
 * system's libraries, the Java runtime, the program's own class path and the files it is given, all of them read-only.
 *
 * @param mainClass the program
 * @param classPath jars or folders
 * @param files what it may read, by the path where it sees it
 * @param writable what it may write, by the path where it sees it
 * @param allowance what it may use
 */
public record Confinement(
        String mainClass, List<Path> classPath, Map<Path, Path> files, Map<Path, Path> writable, Allowance allowance) {
    /** The reader's own copy of the C library and the like. */
    private static final List<String> SYSTEM = List.of("/usr", "/lib", "/lib64", "/lib32");
    /** Debian keeps parts of the Java runtime's configuration there, behind links. */
    private static final String CONFIGURATION = "/etc";
    /** An archive of its classes beside its first jar, as the launcher makes it: it saves a third of a second at each start. */
    private static final String ARCHIVE = "reader.jsa";

    public Confinement {
        classPath = List.copyOf(classPath);
        files = Map.copyOf(files);
        writable = Map.copyOf(writable);
    }

    /** The bytes to give the command as its standard input: the filter of system calls. Empty where this machine's are not known. */
    public Optional<byte[]> filter() {
        boolean device = !files.values().stream().allMatch(Confinement::isPlain);
        return SystemCallFilter.forArchitecture(System.getProperty("os.arch", ""), device);
    }

    /** The command that starts the program with some arguments; {@link #filter} is to be its standard input. */
    public Command command(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session"));
        words.addAll(List.of("--uid", "65534", "--gid", "65534", "--cap-drop", "ALL", "--clearenv"));
        words.addAll(List.of("--setenv", "LC_ALL", "C.UTF-8", "--hostname", "reader"));
        words.addAll(places());
        if (filter().isPresent()) {
            words.addAll(List.of("--seccomp", "0"));
        }
        words.add("--");
        words.addAll(limits());
        words.addAll(java());
        words.addAll(arguments);
        return Command.of(words);
    }

    /** The same program with the same memory, but not confined: for images that the user trusts. */
    public Command trusted(List<String> arguments) {
        List<String> words = new ArrayList<>(java());
        words.addAll(arguments);
        return Command.of(words).env("LC_ALL", "C.UTF-8");
    }

    private List<String> places() {
        List<String> words = new ArrayList<>(List.of("--proc", "/proc", "--dev", "/dev"));
        Map<String, Path> read = new LinkedHashMap<>();
        for (String folder : SYSTEM) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                words.addAll(List.of("--symlink", link(path), folder));
            } else if (Files.isDirectory(path)) {
                read.put(folder, path);
            }
        }
        configuration().forEach(path -> read.put(path.toString(), path));
        Path home = javaHome();
        if (!home.startsWith("/usr")) {
            read.put(home.toString(), home);
        }
        classPath.forEach(path -> read.put(path.toString(), path));
        archive().ifPresent(path -> read.put(path.toString(), path));
        files.forEach((inside, outside) -> read.put(inside.toString(), outside));
        read.forEach((inside, outside) -> words.addAll(List.of(binding(outside), outside.toString(), inside)));
        writable.forEach((inside, outside) -> words.addAll(List.of("--bind", outside.toString(), inside.toString())));
        // Root's number is root's in /proc even without a capability: what is there could be written.
        words.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"));
        return words;
    }

    /** A device can be opened only where it is bound as one; that nobody writes to it is the filter's part. */
    private static String binding(Path path) {
        return isPlain(path) ? "--ro-bind" : "--dev-bind";
    }

    private static boolean isPlain(Path path) {
        return Files.isRegularFile(path) || Files.isDirectory(path);
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (java.io.IOException vanished) {
            return "usr/" + path.getFileName();
        }
    }

    private static List<Path> configuration() {
        Path folder = Path.of(CONFIGURATION);
        List<Path> found = new ArrayList<>();
        for (String name :
                new String[] {"java-17-openjdk", "java-21-openjdk", "java-25-openjdk", "ld.so.cache", "alternatives"}) {
            if (Files.exists(folder.resolve(name))) {
                found.add(folder.resolve(name));
            }
        }
        return found;
    }

    /** They are a process's, and the filter lets it have no other. A disk in files of 2 GB may have hundreds of them. */
    private List<String> limits() {
        long seconds = Math.max(1, allowance.cpuTime().toSeconds());
        return List.of(
                "prlimit",
                "--data=" + allowance.memory().bytes(),
                "--cpu=" + seconds + ":" + (seconds + 1),
                "--fsize=" + allowance.output().bytes(),
                "--stack=8388608",
                "--core=0",
                "--nofile=1024",
                "--");
    }

    /** Everything a JVM reserves has a limit that fits into the whole; what is said beside the result would spoil it. */
    private List<String> java() {
        long half = (allowance.memory().bytes() / 2) >> 20;
        List<String> words =
                new ArrayList<>(List.of(javaHome().resolve("bin/java").toString()));
        words.addAll(List.of(
                "-Xmx" + half + "m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xshare:auto"));
        archive().ifPresent(path -> words.add("-XX:SharedArchiveFile=" + path));
        words.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Path::toString).toList()), mainClass));
        return words;
    }

    private Optional<Path> archive() {
        return classPath.stream()
                .limit(1)
                .map(path -> path.resolveSibling(ARCHIVE))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home", "/usr"));
    }
}
