package htg.testvm.suite;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.cell.Cell;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Recorder RECORDER =
            new Recorder("1", "default", Optional.empty(), List.of("./htg", "test", "a.img"));

    private static final Optional<Path> LOG = Optional.of(Path.of("/r/writes.log"));

    @Test
    void theCommandOfAPowerCutNamesItsLog() {
        assertThat(RECORDER.command(Cell.parse("direct/virtio-blk/writes@7"), LOG))
                .isEqualTo("./htg test a.img --only direct/virtio-blk/writes@7 --write-log /r/writes.log");
        assertThat(RECORDER.command(Cell.parse("direct/virtio-blk/writes@7"), Optional.empty()))
                .isEqualTo("./htg test a.img --only direct/virtio-blk/writes@7");
    }

    @Test
    void aReportsCommandWorksAnywhereAndKeepsTheReport() {
        Path here = Path.of("").toAbsolutePath();
        Cell cell = Cell.parse("direct/virtio-blk/writes@7");
        assertThat(RECORDER.repetition(cell, here.resolve("out/report"), Path.of("/r/writes.log")))
                .isEqualTo("cd " + here + " && ./htg test a.img --only direct/virtio-blk/writes@7"
                        + " --write-log /r/writes.log --report out/report/again");
        assertThat(RECORDER.repetition(cell, Path.of("/else where"), Path.of("/r/writes.log")))
                .endsWith(" --report '/else where/again'");
    }

    @Test
    void whatWasRunAgainIsNotReplacedEither() {
        assertThat(RECORDER.repetition(Cell.parse("bios/nvme"), Path.of("/r/again"), Path.of("/w")))
                .endsWith(" --only bios/nvme --report /r/again/again");
    }

    @Test
    void noOtherCellHasOne() {
        assertThat(RECORDER.command(Cell.parse("direct/virtio-blk"), LOG))
                .isEqualTo("./htg test a.img --only direct/virtio-blk");
    }
}
