package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1 that QEMU is to listen on. */
public final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * Insists that nobody else has the port, before QEMU finds out in its own words.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it is taken or may not be used
     */
    public static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException taken) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Port " + port + " of 127.0.0.1 cannot be used: " + HtgException.reason(taken),
                    "Choose another port, from 1024 up.",
                    taken);
        }
    }
}
