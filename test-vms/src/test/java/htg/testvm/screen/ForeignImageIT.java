package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.DebianPackage;
import htg.testvm.Needs;
import htg.testvm.machine.FirmwareFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code htg test} of images that are no sticks of htg, known by what they show and say. */
@Timeout(150)
class ForeignImageIT {
    private static final String BIOS = "bios/usb-xhci";

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void grubsRescueDiskShowsItsName() {
        assertPasses(test(grub(), BIOS, "--expect-text", "GNU GRUB", "--expect-text", "/version 2\\.\\d+/"));
    }

    @Test
    void aTextThatDoesNotAppearFailsWithWhatWasThere() {
        ForeignRun.End end = test(grub(), BIOS, "--expect-text", "Welcome to nowhere", "--timeout", "20s");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said())
                .contains("not seen within 20 s: the screen does not show 'Welcome to nowhere'; it ends with '")
                .doesNotContain("Exception");
    }

    @Test
    void debiansInstallerShowsItsMenuUnderSecureBoot() throws IOException {
        Needs.file(FirmwareFiles.DEBIAN_FOLDER.resolve("OVMF_CODE_4M.ms.fd"));
        Path image = InstallerImage.write(runner, folder.resolve("installer.img"));
        assertPasses(test(
                image,
                "uefi-sb/virtio-blk",
                "--expect-text",
                "Advanced options ...",
                "--expect-text",
                "Accessible dark contrast installer menu",
                "--timeout",
                "120s"));
    }

    @Test
    void aQrCodeSaysWhatItShould() {
        Path image = BootSector.writeForScreen(folder.resolve("image"), QrPictures.blocks("htg:ready"));
        assertPasses(test(image, BIOS, "--expect-qr", "htg:ready"));
        ForeignRun.End end = test(image, BIOS, "--expect-qr", "/htg:(?!ready)/", "--timeout", "8s");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said()).contains("the QR code on the screen says 'htg:ready', not '/htg:(?!ready)/'");
    }

    @Test
    void theScreenOfOneRunIsThePictureForTheNext() throws IOException {
        Path first = BootSector.writeForScreen(folder.resolve("first"), "Welcome to the first\n");
        Path second = BootSector.writeForScreen(folder.resolve("second"), "Welcome to another\n");
        assertPasses(test(first, BIOS, "--expect-text", "the first"));
        Path golden = Files.copy(
                folder.resolve("report/bios-usb-xhci-256M/screenshot.png"),
                folder.resolve("golden.png"),
                StandardCopyOption.REPLACE_EXISTING);
        String expected = golden + "[0,0,720,16;tolerance=0.5%]";
        assertPasses(test(first, BIOS, "--expect-screen", expected));
        ForeignRun.End end = test(second, BIOS, "--expect-screen", expected, "--timeout", "8s");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said()).contains("% of the pixels in 0,0 720x16 differ, 0.5 % allowed");
    }

    @Test
    void aDialogueIsHeldToItsEndOrFailsWithItsStep() throws IOException {
        Path image = BootSector.write(folder.resolve("image"), "login: ", Ending.ECHO);
        Path talk = Files.writeString(folder.resolve("talk.yaml"), """
                - expect: 'login: '
                  within: 30s
                - send: 'grüße\\n'
                - expect: /^.*grüße$/
                  within: 10s
                """);
        assertPasses(test(image, BIOS, "--dialogue", talk.toString()));
        Files.writeString(talk, "[{expect: 'login: '}, {expect: 'Password: ', within: 2s}]");
        ForeignRun.End end = test(image, BIOS, "--dialogue", talk.toString());
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said())
                .contains("step 2 (expect: 'Password: ') did not come true within 2 s; last heard: 'login: '");
    }

    @Test
    void aMachineThatSaysItAndGoesOffHasSaidIt() {
        Path image = BootSector.write(folder.resolve("image"), "x\n".repeat(500) + "good bye", Ending.POWER_OFF);
        assertPasses(test(image, BIOS, "--expect-text", "good bye"));
        ForeignRun.End end = test(image, BIOS, "--expect-text", "hello");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said()).contains("the machine went off: ").contains("'hello'");
    }

    @Test
    void aDiskWithoutABootLoaderIsNotWaitedForLong() throws IOException {
        Path blank = Files.write(folder.resolve("blank"), new byte[1 << 20]);
        ForeignRun.End end = test(blank, BIOS, "--expect-text", "login: ");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.said()).contains("nothing more comes: ", "(the firmware found nothing to boot)");
    }

    private Path grub() {
        return DebianPackage.file(runner, "grub-rescue-pc", "usr/lib/grub-rescue/grub-rescue-cdrom.iso");
    }

    private ForeignRun.End test(Path image, String cell, String... options) {
        return new ForeignRun(runner, folder.resolve("report")).run(image, cell, options);
    }

    private static void assertPasses(ForeignRun.End end) {
        assertThat(end.status()).as(end.said()).isZero();
    }
}
