package htg.testvm.machine;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.OptionalInt;

/** What the machine is connected to. */
public sealed interface Network {
    /** QEMU's options. */
    List<String> arguments();

    /** A card behind QEMU's user network: DHCP and a way out. Nothing reaches the guest, unless through a port. */
    static Network user() {
        return new User(OptionalInt.empty());
    }

    /**
     * As {@link #user}.
     *
     * @param sshPort port of the host's loopback address that leads to the guest's port 22, if any
     */
    record User(OptionalInt sshPort) implements Network {
        private static final int MOST_PORT = 65535;

        public User {
            if (sshPort.isPresent() && (sshPort.getAsInt() < 1 || sshPort.getAsInt() > MOST_PORT)) {
                throw new HtgException(
                        ExitCode.USAGE, sshPort.getAsInt() + " is no port", "Choose 1024 to " + MOST_PORT + ".");
            }
        }

        @Override
        public List<String> arguments() {
            String forward = sshPort.isPresent() ? ",hostfwd=tcp:127.0.0.1:" + sshPort.getAsInt() + "-:22" : "";
            // An empty option ROM keeps the firmware from trying the network before the stick.
            return List.of("-netdev", "user,id=net0" + forward, "-device", "virtio-net-pci,netdev=net0,romfile=");
        }
    }

    /** No card at all. */
    record None() implements Network {
        @Override
        public List<String> arguments() {
            return List.of();
        }
    }
}
