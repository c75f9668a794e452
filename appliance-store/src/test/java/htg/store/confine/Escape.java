package htg.store.confine;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tries what a reader that was taken over would try, and prints what came of it. Runs confined, as a program of its own. */
final class Escape {
    private Escape() {}

    /** Prints {@code refused: WHY}, or {@code done} and what it got. */
    public static void main(String[] args) throws Exception {
        StringBuilder said = new StringBuilder();
        try {
            String got = attempt(args);
            said.append("done ").append(got);
        } catch (IOException | SecurityException refused) {
            said.append("refused: ").append(refused);
        }
        say(said.toString());
    }

    /** Not by System.out: the rules of the house forbid it, and the frames go to the same descriptor. */
    private static void say(String words) throws IOException {
        new FileOutputStream(FileDescriptor.out).write(words.getBytes(StandardCharsets.UTF_8));
    }

    private static String attempt(String... args) throws IOException, InterruptedException {
        return switch (args[0]) {
            case "read" -> Files.readString(Path.of(args[1]));
            case "write" -> write(Path.of(args[1]));
            case "open" -> open(args[1]);
            case "list" -> String.join(" ", list(Path.of(args[1])));
            case "connect" -> connect(args[1], Integer.parseInt(args[2]));
            case "environment" -> System.getenv().toString();
            case "run" -> run(List.of(args).subList(1, args.length));
            case "memory" -> memory();
            case "compute" -> compute();
            default -> throw new IllegalArgumentException(args[0]);
        };
    }

    private static String write(Path file) throws IOException {
        try (FileWriter writer = new FileWriter(file.toFile(), StandardCharsets.UTF_8, true)) {
            writer.write("changed");
        }
        return "written";
    }

    /** For writing, without doing so: what can be opened may be the host's own. */
    private static String open(String file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file, "rw")) {
            return "opened at " + opened.getFilePointer();
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2000);
            return "connected";
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }

    private static String memory() {
        List<java.nio.ByteBuffer> all = new ArrayList<>();
        while (all.size() < 10_000) {
            all.add(java.nio.ByteBuffer.wrap(new byte[1 << 20]));
        }
        return "took " + all.size() + " MiB";
    }

    private static String compute() throws IOException {
        say("begun ");
        long start = System.nanoTime();
        long sum = 0;
        while (System.nanoTime() - start < 60_000_000_000L) {
            sum += System.nanoTime() % 7;
        }
        return "computed " + sum;
    }
}
