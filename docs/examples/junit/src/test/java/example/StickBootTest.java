package example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import htg.testvm.junit.BootTest;
import htg.testvm.junit.BootedCell;
import htg.testvm.junit.RunningCell;
import java.time.Duration;

/** Boots our stick in machines that we do not own. */
@BootTest(image = "${stick.image}", cells = "bios/usb-xhci", until = "switch", timeoutSeconds = 300)
class StickBootTest {
    @BootTest(cells = {"bios/usb-*", "bios/nvme"})
    void findsItsRootInEverySlot(BootedCell cell) {
        assertTrue(cell.at("discover ok").orElseThrow().compareTo(Duration.ofMinutes(2)) < 0, cell.serialLog());
    }

    @BootTest(cells = "bios/usb-xhci/512M")
    void bootsWithLittleMemory() {}

    @BootTest
    void saysOnTheScreenWhatItWaitsFor(RunningCell machine) {
        machine.await("consoles");
        machine.screenshot("early");
        machine.await("discover");
    }

    /** Not a stick of htg at all: known by what it shows. */
    @BootTest(expectText = "/switch ok/")
    void showsItsBanner() {}
}
