package htg.testvm.machine;

import java.util.Optional;

/** Where another disk is, as seen from the stick. */
public enum Seat {
    /** On a controller of its own, so that it takes no slot of the stick's and may be found before it or after it. */
    ELSEWHERE,
    /** On the stick's controller, in an earlier slot. */
    BEFORE,
    /** On the stick's controller, in a later slot. */
    AFTER;

    /** Why up to two disks cannot be there; empty when they can. */
    public Optional<String> obstacle(Bus bus, Slot slot) {
        if (this == ELSEWHERE) {
            return Optional.empty();
        }
        if (slot == Slot.HUB) {
            return Optional.of("which port of the hub is which is QEMU's to say");
        }
        return switch (bus) {
            case SDHCI -> Optional.of("an SD slot takes one card");
            case USB_UHCI -> Optional.of("the controller has two ports");
            default -> Optional.empty();
        };
    }
}
