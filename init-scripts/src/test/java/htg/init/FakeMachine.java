package htg.init;

import htg.common.process.Command;
import htg.common.process.RunningCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine made of files, on which the trampoline runs unprivileged: {@code HTG_ROOT} points to it, and every command
 * goes to a recorder, which plays the answer that a test has given for it.
 */
final class FakeMachine {
    static final String POOL = "11111111-2222-3333-4444-555555555555";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String RECORDER = """
            #!/bin/sh
            # Records a command and plays the answer a test gave; what only reads is done for real.
            echo "$*" >>"$HTG_ROOT/commands"
            case $1 in */busybox) shift ;; esac
            command=$1
            [ ! -r "$HTG_ROOT/answers/$command" ] || { shift; . "$HTG_ROOT/answers/$command"; exit; }
            case $command in
                xxd | dd | tr | fold | tail | rm | mkfifo | mkdir | mv | awk | sort | cat | cp | readlink) exec busybox "$@" ;;
                sleep) exec sleep 0.3 ;;
                uevent) exec sleep 60 ;;
                setsid) exec sleep 60 ;;
            esac
            """;

    /** Seconds of the fake machine, which are 0.3 s, that a console may take for a line: many, as the host may be slow. */
    private int consolePatience = 60;

    private final Path root;

    FakeMachine(Path root) {
        this.root = root;
        copyTrampoline();
        cmdline("root=UUID=" + POOL + " rootfstype=btrfs rootflags=subvol=ROOT/default,compress=zstd:3");
        write("proc/uptime", "2.50 4.00\n");
        write("proc/sys/kernel/printk_devkmsg", "");
        write("sys/class/tty/console/active", "tty0 ttyS0\n");
        write("sys/class/tty/tty0/dev", "4:0\n");
        write("htg/modules/pool", "raid6_pq\ncrc32c_generic btrfs\n");
        write("htg/modules/rescue", "usbhid\nhid-generic\n");
        for (String device : List.of("console", "kmsg", "tty0", "tty1", "ttyS0")) {
            write("dev/" + device, "");
        }
        for (String folder :
                List.of("newroot/dev", "newroot/sys", "newroot/proc", "run/htg/devices", "sys/class/block", "bin")) {
            mkdir(folder);
        }
        write("recorder", RECORDER);
        write("newroot/sbin/busybox", "");
        for (String program : List.of("recorder", "newroot/sbin/busybox")) {
            path(program).toFile().setExecutable(true);
        }
        answer(
                "mount",
                "case $* in *-t\\ btrfs*) mkdir -p \"$HTG_ROOT/newroot/sbin\"; : >\"$HTG_ROOT/newroot/sbin/init\"; "
                        + "chmod +x \"$HTG_ROOT/newroot/sbin/init\" ;; esac");
        answer("reboot", "kill -9 \"$PPID\"");
    }

    FakeMachine cmdline(String words) {
        return write("proc/cmdline", words + "\n");
    }

    /** Plays these shell lines when the command is run; its arguments are in {@code $@}. */
    FakeMachine answer(String command, String lines) {
        return write("answers/" + command, lines + "\n");
    }

    /** Lets whoever writes to this console wait for ever. */
    FakeMachine hangingConsole(String name) {
        consolePatience = 2;
        path("dev/" + name).toFile().delete();
        Shell.RUNNER.check(Command.of("mkfifo", path("dev/" + name).toString()));
        return this;
    }

    FakeDisk disk(String name) {
        return new FakeDisk(this, name, name);
    }

    /** A partition of a disk such as {@code sda}. */
    FakeDisk partition(String disk, int number) {
        return new FakeDisk(this, disk, disk + number);
    }

    /** A device with a driver's alias, on a bus such as {@code pci}. */
    FakeMachine device(String bus, String name, String alias) {
        return write("sys/bus/" + bus + "/devices/" + name + "/modalias", alias + "\n");
    }

    /** Starts the trampoline; the pipe of the ramdisk is made here. */
    private RunningCommand start(Shell shell, String... arguments) {
        Shell.RUNNER.check(Command.of("mkfifo", path("run/htg/events").toString()));
        return Shell.RUNNER.start(
                shell.command(path("init"), arguments)
                        .env("HTG_ROOT", root.toString())
                        .env("HTG_CONSOLE_PATIENCE", Integer.toString(consolePatience))
                        .env("HTG_RUNNER", path("recorder").toString()),
                line -> append("errors", line + "\n"));
    }

    /** Runs the trampoline until it ends: handed over, or rebooted. */
    FakeMachine boot(Shell shell, String... arguments) {
        try (RunningCommand running = start(shell, arguments)) {
            if (running.waitFor(LIMIT).isEmpty()) {
                throw new AssertionError("the trampoline did not end; console:\n" + console());
            }
        }
        killRest();
        return this;
    }

    /** Ends what a machine would end by being switched off: it would write to files that the test removes. */
    private void killRest() {
        List<ProcessHandle> rest = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(root + "/"))
                .toList();
        rest.forEach(ProcessHandle::destroyForcibly);
        rest.forEach(process -> process.onExit().join());
    }

    /** Starts the trampoline, lets something happen to the machine, and waits until the base has taken over. */
    void bootWhile(Shell shell, Runnable events) {
        bootUntil("switch_root", shell, events);
    }

    /** The same until a command that starts so was run, with which the trampoline ends. */
    void bootUntil(String last, Shell shell, Runnable events) {
        try (RunningCommand running = start(shell)) {
            events.run();
            awaitCommand(last);
            running.waitFor(LIMIT);
        }
        killRest();
    }

    /** Waits until this is on the console. */
    void awaitConsole(String text) {
        awaitText(text, "dev/ttyS0");
    }

    /** Waits until a command that starts so was run. */
    void awaitCommand(String start) {
        awaitText(start, "commands");
    }

    /** Waits until this file holds a line. */
    void awaitFile(String file) {
        awaitText("\n", file);
    }

    /** Waits until a file contains this. */
    void awaitText(String text, String file) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!read(file).contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("'" + text + "' did not come; console:\n" + console());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    String console() {
        return read("dev/ttyS0");
    }

    /** The commands that were run, with the machine's root shortened to nothing, and without the clock's. */
    List<String> commands() {
        return read("commands")
                .replace(root.toString(), "")
                .lines()
                .filter(line -> !line.equals("sleep 1"))
                .toList();
    }

    String read(String file) {
        try {
            return Files.exists(path(file)) ? Files.readString(path(file)) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path path(String file) {
        return root.resolve(file);
    }

    FakeMachine write(String file, String text) {
        try {
            Files.createDirectories(path(file).getParent());
            Path aside = path(file + ".new");
            Files.writeString(aside, text);
            Files.move(aside, path(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    void link(String file, String target) {
        try {
            Files.createSymbolicLink(path(file), Path.of(target));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void append(String file, String text) {
        try {
            Files.write(
                    path(file),
                    text.getBytes(StandardCharsets.UTF_8),
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void mkdir(String folder) {
        try {
            Files.createDirectories(path(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void copyTrampoline() {
        try (Stream<Path> files = Files.walk(Scripts.folder("trampoline"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = Scripts.folder("trampoline").relativize(file).toString();
                write(name.equals("init") ? name : "htg/" + name, Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
