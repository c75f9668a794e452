package htg.store.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.store.frame.Frame;
import htg.store.frame.Frame.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final List<String> NAMES = List.of("ramdisk", "cmdline", "kernel");

    @TempDir
    private Path folder;

    private Path target = Path.of("");

    @BeforeEach
    void nameIt() {
        target = folder.resolve("copy");
    }

    private static void send(Sink sink, String path, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        sink.begin(new Frame.Begin(Kind.FILE, path, "", bytes.length, 0644, 0));
        sink.data(0, bytes);
        sink.end();
    }

    private List<String> inFolder() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /** A process that has half of a file. */
    private static RunningCommand half(Path target) throws IOException {
        RunningCommand half = new SystemCommandRunner(command -> {})
                .start(
                        Command.of(
                                Path.of(System.getProperty("java.home", "/usr"), "bin/java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path", ""),
                                HalfDelivery.class.getName(),
                                target.toString()),
                        line -> {});
        assertThat(half.output().read()).as(half.errorTail()).isEqualTo('h');
        return half;
    }

    @Test
    void ofAKilledProcessNothingIsUnderTheNameAndTheNextOneTidiesUp() throws IOException {
        try (RunningCommand half = half(target)) {
            assertThat(half.isAlive()).isTrue();
            assertThat(inFolder()).hasSize(1).allMatch(name -> name.startsWith(".htg-part-"));
        }
        assertThat(inFolder()).hasSize(1).allMatch(name -> name.startsWith(".htg-part-"));
        try (Delivery delivery = Delivery.to(target, "/x", false)) {
            send(delivery.sink(), "", "whole");
            delivery.finish();
        }
        assertThat(inFolder()).containsExactly("copy");
        assertThat(target).hasContent("whole");
    }

    @Test
    void whatALivingProcessWritesIsLeftAlone() throws IOException {
        try (RunningCommand half = half(target)) {
            List<String> before = inFolder();
            try (Delivery delivery = Delivery.to(folder.resolve("other"), "/x", false)) {
                send(delivery.sink(), "", "whole");
                delivery.finish();
            }
            assertThat(inFolder()).containsAll(before).contains("other").hasSize(2);
            assertThat(half.isAlive()).isTrue();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldWithWhatToDo() {
        assertThatThrownBy(() -> Delivery.to(Path.of("/proc/none/x"), "/x", false))
                .isInstanceOfSatisfying(HtgException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
                    assertThat(failure.hint()).contains("--to").doesNotContain("TMPDIR");
                })
                .hasMessageContaining("Cannot write in folder /proc/none");
    }

    @Test
    void whatWasNotFinishedIsGone() throws IOException {
        try (Delivery delivery = Delivery.to(target, "/x", false)) {
            send(delivery.sink(), "", "whole");
        }
        assertThat(inFolder()).isEmpty();
    }

    /** The folder may be a mount point, or the only one that the user may write to. */
    @Test
    void worksInsideAFolderThatIsThere() throws IOException {
        Files.createDirectory(target);
        try (Delivery delivery = Delivery.into(target, NAMES, false)) {
            assertThat(inFolder()).containsExactly("copy");
            delivery.sink().begin(new Frame.Begin(Kind.FOLDER, "", "", 0, 0755, 0));
            send(delivery.sink(), "kernel", "new");
            delivery.finish();
        }
        assertThat(target.resolve("kernel")).hasContent("new");
        assertThat(target).isDirectoryNotContaining("glob:**/.htg*");
    }

    @Test
    void anOldFileIsNoPartOfANewSet() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("ramdisk"), "old");
        Files.writeString(target.resolve("mine"), "mine");
        assertThatThrownBy(() -> Delivery.into(target, NAMES, false))
                .isInstanceOfSatisfying(
                        HtgException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ExitCode.REFUSED));
        assertThat(target.resolve("ramdisk")).hasContent("old");
        try (Delivery delivery = Delivery.into(target, NAMES, true)) {
            delivery.sink().begin(new Frame.Begin(Kind.FOLDER, "", "", 0, 0755, 0));
            send(delivery.sink(), "kernel", "new");
            delivery.finish();
        }
        assertThat(target.resolve("kernel")).hasContent("new");
        assertThat(target.resolve("ramdisk")).doesNotExist();
        assertThat(target.resolve("mine")).hasContent("mine");
    }
}
