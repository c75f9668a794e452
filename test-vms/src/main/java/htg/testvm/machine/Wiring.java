package htg.testvm.machine;

import java.nio.file.Path;

/** Who is at the other end of the machine's serial port, screen and monitor. */
public sealed interface Wiring {
    /**
     * A person: the serial port is this process's terminal.
     *
     * @param window whether the screen shows in a window
     */
    record Terminal(boolean window) implements Wiring {}

    /**
     * A program: unix sockets in one folder. The machine waits, stopped, to be continued over QMP.
     *
     * @param folder where the sockets appear; its path is short, as socket names end at 107 bytes
     */
    record Sockets(Path folder) implements Wiring {
        /** The first serial port. */
        public Path serial() {
            return folder.resolve("serial");
        }

        /** SeaBIOS's debug port. */
        public Path firmwareLog() {
            return folder.resolve("firmware");
        }

        /** The monitor. */
        public Path qmp() {
            return folder.resolve("qmp");
        }
    }
}
