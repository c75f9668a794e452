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
    void noOtherCellHasOne() {
        assertThat(RECORDER.command(Cell.parse("direct/virtio-blk"), LOG))
                .isEqualTo("./htg test a.img --only direct/virtio-blk");
    }
}
