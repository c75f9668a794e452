package htg.testvm.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a log as blklogwrites does, with sectors of 512 bytes. */
public final class LogFile {
    static final int SECTOR = 512;
    static final int FLUSH = 1;
    static final int DISCARD = 4;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int count;

    public LogFile write(long sector, byte[] data) {
        entry(sector, data.length / SECTOR, 0);
        entries.writeBytes(data);
        return this;
    }

    LogFile discard(long sector, long sectors) {
        return entry(sector, sectors, DISCARD);
    }

    public LogFile flush() {
        return entry(0, 0, FLUSH);
    }

    LogFile entry(long sector, long sectors, long flags) {
        entries.writeBytes(
                little(SECTOR).putLong(sector).putLong(sectors).putLong(flags).array());
        count++;
        return this;
    }

    public Path save(Path file) throws IOException {
        return save(file, count);
    }

    Path save(Path file, long declared) throws IOException {
        return Files.write(file, bytes(declared));
    }

    /** Saves without the last {@code missing} bytes. */
    Path saveCut(Path file, int missing) throws IOException {
        byte[] all = bytes(count);
        return Files.write(file, Arrays.copyOf(all, all.length - missing));
    }

    static ByteBuffer superblock(long magic, long version, long declared, int sectorSize) {
        return little(SECTOR).putLong(magic).putLong(version).putLong(declared).putInt(sectorSize);
    }

    private byte[] bytes(long declared) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(superblock(WriteLog.MAGIC, 1, declared, SECTOR).array());
        all.writeBytes(entries.toByteArray());
        return all.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
