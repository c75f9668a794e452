package htg.testvm.fault;

import java.io.IOException;

/** The image under test, as far as a fault needs to look into it. */
public interface Contents extends Place.Map {
    /** {@code length} bytes from {@code offset} on. */
    byte[] read(long offset, int length) throws IOException;
}
