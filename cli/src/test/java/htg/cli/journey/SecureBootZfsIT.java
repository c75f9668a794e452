package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Slot;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ZFS stick with signed modules in a PC with Secure Boot, which forgets nothing between its starts. */
class SecureBootZfsIT {
    private static final String ENTER = "\r";
    private static final String DOWN = "\u001b[B";

    /** More often than there are lines in any list: the last one stays chosen. */
    private static final String TO_THE_END = DOWN.repeat(8);

    /** Of GRUB's menu, in one byte: under UEFI both GRUB and the firmware read the serial port, and tear longer keys. */
    private static final String LAST_ENTRY = "\u0005";

    private static Optional<StickImage> stick = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void provideTheStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        stick = Optional.of(Stick.ofSignedZfs());
    }

    @Test
    void bootsOnceItsKeyIsEnrolledFromTheMenuAndNotBefore() throws Exception {
        FirmwareFiles flash = FirmwareFiles.find(Firmware.UEFI_SECURE_BOOT, FirmwareFiles.DEBIAN_FOLDER)
                .orElseThrow()
                .copiedTo(folder.resolve("variables.fd"));
        start(flash, machine -> {
            machine.await("HTG-STAGE import fail vda3 ");
            assertThat(machine.await(", or turn Secure Boot off"))
                    .contains("which is signed with a key that this machine does not know: enrol it by GRUB's menu");
        });
        start(flash, SecureBootZfsIT::enrol);
        start(flash, machine -> machine.await("HTG-STAGE import ok vda3 rw"));
    }

    /** As htg-secure-boot(7) says. */
    private static void enrol(Onlooker machine) throws InterruptedException {
        machine.await("HTG-STAGE grub start");
        machine.type(LAST_ENTRY + ENTER);
        machine.await("Press any key to perform MOK management");
        machine.type(ENTER);
        machine.await("Enroll key from disk");
        machine.type(DOWN + ENTER);
        machine.await("HTG-ESP");
        machine.type(ENTER);
        machine.await("enroll-this-key.cer");
        machine.type(TO_THE_END + ENTER);
        machine.await("View key 0");
        machine.type(DOWN + ENTER);
        machine.await("Enroll the key(s)?");
        machine.type(DOWN + ENTER);
        machine.await("Reboot");
    }

    private void start(FirmwareFiles flash, Visit visit) throws Exception {
        try (Scratch scratch = Scratch.open()) {
            Medium medium = Medium.of(SetUp.disk("stick", stick.orElseThrow(), scratch));
            Launch launch = Launch.of(
                    SetUp.machine(Firmware.UEFI_SECURE_BOOT, Bus.VIRTIO_BLK, Slot.PORT),
                    medium,
                    Optional.of(flash),
                    new Wiring.Sockets(scratch.path()));
            try (Onlooker machine = new Onlooker(launch, scratch, folder)) {
                visit.at(machine);
            }
        }
    }

    /** What somebody does in front of the machine. */
    private interface Visit {
        void at(Onlooker machine) throws InterruptedException;
    }
}
