package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.DebianPackage;
import htg.testvm.Needs;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads the screens of real machines whose images say nothing on a serial port. */
@Timeout(120)
class ScreenIT {
    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void readsABootSectorsTextAndQrCode() throws Exception {
        String code = QrPictures.blocks("htg:ready");
        Path image = BootSector.writeForScreen(folder.resolve("image"), code + "Größe 1½ login: ");
        try (Screened guest = new Screened(runner, image, Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("/^Größe 1½ login:$/")))
                    .isEmpty();
            assertThat(guest.await(ScreenExpectation.qr("htg:ready"))).isEmpty();
            Snapshot seen = guest.look();
            assertThat(seen.text().columns()).isEqualTo(80);
            assertThat(seen.text().toString()).startsWith(code).doesNotContain("\uFFFD");
            assertThat(ScreenExpectation.text("password:").check(seen))
                    .hasValueSatisfying(mismatch -> assertThat(mismatch).endsWith("Größe 1½ login:'"));
        }
    }

    @Test
    void readsAScrolledScreen() throws Exception {
        String lines = "line\n".repeat(40);
        Path image = BootSector.writeForScreen(folder.resolve("image"), lines + "the end");
        try (Screened guest = new Screened(runner, image, Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("the end"))).isEmpty();
            assertThat(guest.look().text().lines())
                    .hasSize(25)
                    .startsWith("line")
                    .endsWith("the end");
        }
    }

    @Test
    void readsGrubsMenu() throws Exception {
        Path image = DebianPackage.file(runner, "grub-rescue-pc", "usr/lib/grub-rescue/grub-rescue-cdrom.iso");
        try (Screened guest = new Screened(runner, image, Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("/GNU GRUB +version 2/")))
                    .isEmpty();
            assertThat(guest.await(ScreenExpectation.text("*GNU/Linux"))).isEmpty();
            assertThat(ScreenExpectation.qr("/./").check(guest.look())).contains("the screen shows no QR code");
        }
    }

    @Test
    void readsAnImageInTextMode() throws Exception {
        try (Screened guest = new Screened(runner, memoryTest(), Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("/^ *Memtest86\\+ v/")))
                    .isEmpty();
            assertThat(guest.await(ScreenExpectation.text("<ESC> Exit"))).isEmpty();
        }
    }

    @Test
    void readsTheSameImageInGraphicsMode() throws Exception {
        Needs.file(FirmwareFiles.DEBIAN_FOLDER.resolve("OVMF_CODE_4M.fd"));
        try (Screened guest = new Screened(runner, memoryTest(), Firmware.UEFI)) {
            assertThat(guest.await(ScreenExpectation.text("/^ *Memtest86\\+ v.*│/")))
                    .isEmpty();
            assertThat(guest.await(ScreenExpectation.text("<ESC> Exit"))).isEmpty();
            assertThat(guest.look().text().columns()).isEqualTo(80);
        }
    }

    @Test
    void readsTheFirmwaresOwnConsole() throws Exception {
        Needs.file(FirmwareFiles.DEBIAN_FOLDER.resolve("OVMF_CODE_4M.fd"));
        Path image = Files.write(folder.resolve("image"), new byte[1 << 20]);
        try (Screened guest = new Screened(runner, image, Firmware.UEFI)) {
            assertThat(guest.await(ScreenExpectation.text("Shell>"))).isEmpty();
            assertThat(guest.look().text().toString()).contains("UEFI Interactive Shell v");
        }
    }

    @Test
    void aPictureOfOneScreenDoesNotMatchAnother() throws Exception {
        Path golden = folder.resolve("golden.png");
        Path first = BootSector.writeForScreen(folder.resolve("first"), "Welcome to the first\n");
        Path second = BootSector.writeForScreen(folder.resolve("second"), "Welcome to another\n");
        try (Screened guest = new Screened(runner, first, Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("first"))).isEmpty();
            Files.write(golden, Pictures.encode(guest.look().picture()));
        }
        ScreenExpectation expectation = ScreenExpectation.picture(golden + "[0,0,720,16;tolerance=0.5%]");
        try (Screened guest = new Screened(runner, first, Firmware.BIOS)) {
            assertThat(guest.await(expectation)).isEmpty();
        }
        try (Screened guest = new Screened(runner, second, Firmware.BIOS)) {
            assertThat(guest.await(ScreenExpectation.text("another"))).isEmpty();
            assertThat(expectation.check(guest.look()))
                    .hasValueSatisfying(mismatch ->
                            assertThat(mismatch).endsWith(" % of the pixels in 0,0 720x16 differ, 0.5 % allowed"));
        }
    }

    /** Debian's memory test: a disk for both kinds of firmware, text with one and graphics with the other. */
    private Path memoryTest() {
        return DebianPackage.file(runner, "memtest86+", "usr/lib/memtest86+/memtest86+x64.iso");
    }
}
