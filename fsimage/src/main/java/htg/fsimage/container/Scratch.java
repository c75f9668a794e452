package htg.fsimage.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Room for a disk that has to be unpacked before it can be read at any place. */
public interface Scratch {
    /** How many bytes may be written, holes included. */
    long budget();

    /** An empty file to write and read, best one that can have holes. Whoever asked for it closes it, and then it is gone. */
    FileChannel file() throws IOException;

    /** Files in a folder that vanish when they are closed. */
    static Scratch in(Path folder, long budget) {
        return new Scratch() {
            @Override
            public long budget() {
                return budget;
            }

            @Override
            public FileChannel file() throws IOException {
                Path file = Files.createTempFile(folder, "disk", ".raw");
                return FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
        };
    }
}
