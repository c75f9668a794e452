package htg.image.debian;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running stick made of files, on which the scripts of package htg-base run; its root pool is on partition sda3. */
record FakeStick(Path root) {
    private static final Path SCRIPTS = Path.of("src/main/resources/htg/image/base/files/usr/lib/htg");
    private static final int BLOCK = 992 * 1024;

    static FakeStick in(Path root) throws IOException {
        FakeStick stick = new FakeStick(root);
        stick.disk("sda");
        return stick.facts("devices=sda3");
    }

    /** Adds a disk with three partitions. */
    void disk(String name) throws IOException {
        String partition = name + "3";
        Path disk = root.resolve("sys/devices").resolve(name);
        Files.createDirectories(disk.resolve(partition));
        Files.writeString(disk.resolve(partition).resolve("partition"), "3\n");
        Path link = Files.createDirectories(root.resolve("sys/class/block")).resolve(partition);
        Files.createSymbolicLink(link, disk.resolve(partition));
        Files.write(Files.createDirectories(root.resolve("dev")).resolve(name), new byte[BLOCK + 32 * 1024]);
    }

    /** What the trampoline has left for the base. */
    FakeStick facts(String... lines) throws IOException {
        Path file = Files.createDirectories(root.resolve("run/htg")).resolve("boot");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return this;
    }

    /** Puts a block of GRUB's environment on a disk. */
    void block(String disk, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(root.resolve("dev").resolve(disk));
        byte[] block = (text + "#".repeat(1024 - text.length())).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(block, 0, bytes, BLOCK, block.length);
        Files.write(root.resolve("dev").resolve(disk), bytes);
    }

    /** The disk as text, one character a byte. */
    String disk(Path disk) throws IOException {
        return Files.readString(root.resolve("dev").resolve(disk), StandardCharsets.ISO_8859_1);
    }

    CommandResult run(String script) {
        return new SystemCommandRunner(command -> {})
                .check(Command.of("sh", SCRIPTS.resolve(script).toString()).env("HTG_ROOT", root.toString()));
    }

    /** The same in a process group of its own, with programs of the test's in front, one of which ends it. */
    CommandResult runCut(String script) {
        return new SystemCommandRunner(command -> {})
                .run(Command.of("setsid", "-w", "sh", SCRIPTS.resolve(script).toString())
                        .env("HTG_ROOT", root.toString())
                        .env("PATH", root.resolve("bin") + ":" + System.getenv("PATH")));
    }
}
