package htg.testvm.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.FileDigest;
import htg.common.process.SystemCommandRunner;
import htg.testvm.block.LogFile;
import htg.testvm.block.PowerCuts;
import htg.testvm.cell.Cell;
import htg.testvm.fault.Interruption.PowerCutAfter;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedWritesTest {
    @TempDir
    Path folder = Path.of("");

    private final FileDigest digest = new FileDigest(new SystemCommandRunner(command -> {}));
    private RecordedWrites writes = new RecordedWrites(Path.of(""));

    @BeforeEach
    void record() throws IOException {
        byte[] sector = new byte[512];
        writes = new RecordedWrites(
                new LogFile().write(0, sector).flush().write(1, sector).save(folder.resolve("writes.log")));
    }

    @Test
    void belongToTheImageTheyWereSignedFor() throws IOException {
        writes.sign(image("one", "1"), digest);
        assertThatCode(() -> writes.requireOf(image("copy", "1"), digest)).doesNotThrowAnyException();
        assertThat(folder.resolve("writes.log.sha256"))
                .content()
                .matches("[0-9a-f]{64}  " + folder.resolve("one") + "\n");
    }

    @Test
    void areRefusedForAnotherImageOrWithoutASignature() throws IOException {
        StickImage other = image("other", "2");
        assertRefused(() -> writes.requireOf(other, digest), "is of an unknown image");
        writes.sign(image("one", "1"), digest);
        assertRefused(() -> writes.requireOf(other, digest), "is of another image than " + other.path());
        RecordedWrites none = new RecordedWrites(folder.resolve("none"));
        assertRefused(() -> none.requireOf(other, digest), "does not exist");
    }

    @Test
    void allowCutsUpToTheirEnd() {
        assertThatCode(() -> writes.requireFor(cutAfter(3))).doesNotThrowAnyException();
        assertRefused(
                () -> writes.requireFor(cutAfter(4)),
                "ends after 3 requests, before the power cut of bios/usb-xhci/writes@4");
    }

    @Test
    void countRequestsAndChooseCuts() {
        assertThat(writes.requests()).isEqualTo(3);
        assertThat(writes.flushes()).isEqualTo(1);
        assertThat(writes.choose(PowerCuts.parse("every"))).containsExactly(0L, 1L, 3L);
    }

    @Test
    void areNoneWhileTheLogIsEmpty() throws IOException {
        RecordedWrites nothing = new RecordedWrites(Files.createFile(folder.resolve("empty.log")));
        assertThat(nothing.requests()).isZero();
        assertThat(nothing.choose(PowerCuts.parse("sample:4"))).isEmpty();
        assertRefused(() -> nothing.requireFor(cutAfter(1)), "ends after 0 requests");
    }

    private static Cell cutAfter(long requests) {
        return Cell.USUAL.withFault(new PowerCutAfter(requests));
    }

    private StickImage image(String name, String content) throws IOException {
        return StickImage.at(Files.writeString(folder.resolve(name), content.repeat(512)));
    }

    private static void assertRefused(ThrowingCallable action, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(action)
                .withMessageContaining(why)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }
}
