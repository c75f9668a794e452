package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourWritesTest {
    private static final int SECTOR = 512;
    private static final long FLUSH = 1;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aDiskThatNobodyTouchedHasAnEmptyLog() throws Exception {
        assertThat(NeighbourWrites.in(Files.createFile(folder.resolve("log")))).isEmpty();
    }

    @Test
    void aFlushIsNoWrite() throws Exception {
        assertThat(NeighbourWrites.in(log(entry(0, 0, FLUSH)))).isEmpty();
    }

    @Test
    void aWriteIsSaidInBytes() throws Exception {
        assertThat(NeighbourWrites.in(log(entry(128, 1, 0)))).contains("512 bytes at 65536");
    }

    @Test
    void aLogWithoutAHeadIsOneOfWritesAsNobodyHasFlushed() throws Exception {
        Path file = Files.write(folder.resolve("log"), new byte[3 * SECTOR]);
        assertThat(NeighbourWrites.in(file))
                .hasValueSatisfying(text -> assertThat(text).contains("before the first flush"));
    }

    /** A log with one entry, as dm-log-writes lays it out; what was written follows the entry's own sector. */
    private Path log(ByteBuffer entry) throws Exception {
        ByteBuffer log = ByteBuffer.allocate(3 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        log.putLong(0x6a73_6677_7368_72L).putLong(1).putLong(1).putInt(SECTOR);
        log.position(SECTOR).put(entry.flip());
        return Files.write(folder.resolve("log"), log.array());
    }

    private static ByteBuffer entry(long sector, long sectors, long flags) {
        ByteBuffer entry = ByteBuffer.allocate(4 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return entry.putLong(sector).putLong(sectors).putLong(flags).putLong(0);
    }
}
