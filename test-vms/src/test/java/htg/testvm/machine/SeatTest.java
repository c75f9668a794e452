package htg.testvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeatTest {
    @Test
    void aControllerOfItsOwnIsPossibleInAnyMachine() {
        assertThat(Stream.of(Bus.values()))
                .allMatch(bus -> Seat.ELSEWHERE.obstacle(bus, Slot.HUB).isEmpty());
    }

    @Test
    void theSticksControllerHasToHaveRoom() {
        assertThat(Seat.BEFORE.obstacle(Bus.SDHCI, Slot.PORT)).isPresent();
        assertThat(Seat.AFTER.obstacle(Bus.USB_UHCI, Slot.PORT)).isPresent();
        assertThat(Seat.AFTER.obstacle(Bus.USB_XHCI, Slot.HUB)).isPresent();
        assertThat(Seat.AFTER.obstacle(Bus.USB_XHCI, Slot.LATE)).isEmpty();
    }
}
