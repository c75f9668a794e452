package htg.testvm.machine;

import java.util.Optional;

/** Where on its bus the stick is plugged in, or when. */
public enum Slot {
    /** In the controller's own port, from power-on. */
    PORT("port"),
    /** Behind a hub. */
    HUB("hub"),
    /** In the controller's own port, but only once the kernel looks for it. */
    LATE("late");

    private final String name;

    Slot(String name) {
        this.name = name;
    }

    /** Why a stick on this bus cannot be there; empty when it can. */
    public Optional<String> obstacle(Firmware firmware, Bus bus) {
        return switch (this) {
            case PORT -> Optional.empty();
            case HUB -> bus.hubObstacle();
            case LATE ->
                firmware == Firmware.DIRECT
                        ? bus.pullObstacle()
                        : Optional.of("the firmware boots from the stick, which therefore is there");
        };
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
