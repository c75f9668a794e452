package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.testvm.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code htg inspect-boot} says of the default stick, and of copies of it that somebody has been at. */
class InspectBootIT {
    private static final String SHIM = "/EFI/BOOT/BOOTX64.EFI";
    private static final String GRUB = "/EFI/BOOT/grubx64.efi";
    private static final String MOK_MANAGER = "/EFI/BOOT/mmx64.efi";
    private static final String KERNEL = "/htg/default/vmlinuz";
    private static final String RAMDISK = "/htg/default/miniroot.img";
    private static final String MENU = "/grub/grub.cfg";
    private static final String DEFAULT = "  Hypervisor (KVM) * ";

    @TempDir
    static Path folder = Path.of("");

    private static Optional<Path> stick = Optional.empty();

    @BeforeAll
    static void findTheStick() {
        Htg.requireStickTools();
        stick = Optional.of(Stick.image().path());
    }

    @AfterEach
    void removeTheCopy() throws IOException {
        Files.deleteIfExists(folder.resolve("copy.img"));
    }

    private static StickCopy copy() throws IOException {
        return StickCopy.of(stick.orElseThrow(), folder.resolve("copy.img"));
    }

    private static CommandResult inspect(Path image, String... options) {
        Command inspect = Command.of("inspect-boot", options).with(image.toString());
        return new Htg(folder).run(inspect.arguments().toArray(String[]::new));
    }

    private static CommandResult inspect(StickCopy copy) {
        return inspect(copy.image());
    }

    /** Where the default entry starts: BIOS, UEFI, Secure Boot with the certificate of 2011, with that of 2023 only. */
    private static void assertStarts(CommandResult result, String... places) {
        String row = result.output()
                .lines()
                .filter(line -> line.startsWith(DEFAULT))
                .findFirst()
                .orElse("");
        assertThat(row.substring(Math.min(row.length(), DEFAULT.length()))
                        .strip()
                        .split(" {2,}"))
                .as(result.output() + result.errorTail())
                .containsExactly(places);
    }

    private static void assertUnsound(CommandResult result) {
        Leavings.assertOneMessage(result, 5, "is not as it was made", "Write the stick anew");
    }

    @Test
    void theDefaultStickStartsEverywhere() {
        CommandResult result = inspect(stick.orElseThrow());
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output())
                .startsWith("Secure Boot: shim signed by Microsoft (2011 and 2023), GRUB and kernel signed by Debian"
                        + " Secure Boot CA, MokManager present; the default entry starts\n")
                .contains(", of Microsoft Corporation UEFI CA 2011\n", ", of Microsoft UEFI CA 2023\n", "SBAT grub ")
                .contains("shim starts what Debian Secure Boot CA has signed", "(a key built into this kernel)")
                .contains("\n  /grub/memtest/x64.efi, tool: unsigned\n")
                .containsOnlyOnce("unsigned")
                .doesNotContain("changed", "damaged");
        assertStarts(result, "yes", "yes", "yes", "yes");
    }

    @Test
    void theSameAsAJsonDocument() {
        CommandResult result = inspect(stick.orElseThrow(), "--output", "json");
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output().replaceAll("\\s+", " "))
                .startsWith("{ \"format\" : 1, \"image\" : ")
                .contains("\"sound\" : true, \"secureBoot\" : { \"summary\" : \"shim signed by Microsoft")
                .contains(
                        "\"path\" : \"" + SHIM + "\", \"role\" : \"shim\", \"state\" : \"signed\", \"problem\" : \"\"")
                .contains("\"trust\" : \"microsoft-2011\"", "\"trust\" : \"microsoft-2023\"", "\"mokManager\" : true")
                .contains("\"name\" : \"Debian Secure Boot CA\"", "\"trust\" : \"kernel\", \"modules\" : [ ")
                .contains("\"id\" : \"boot-default\", \"title\" : \"Hypervisor (KVM)\", \"byDefault\" : true")
                .contains("\"starts\" : { \"bios\" : { \"verdict\" : \"yes\", \"reasons\" : [ ] }, \"uefi\" : {")
                .contains("\"secureBoot2011\" : {", "\"secureBoot2023\" : {", "\"verdict\" : \"not-shown\"");
    }

    @Test
    void nothingIsWrittenToTheImage() throws IOException {
        StickCopy copy = copy();
        String before = Digests.sha256(copy.image());
        assertThat(copy.image().toFile().setWritable(false)).isTrue();
        assertThat(inspect(copy).exitStatus()).isZero();
        assertThat(Digests.sha256(copy.image())).isEqualTo(before);
        assertThat(copy.image().toFile().setWritable(true)).isTrue();
    }

    @Test
    void aChangedGrubStartsOnlyWithoutSecureBoot() throws IOException {
        CommandResult result = inspect(copy().changed(GRUB, bytes -> bytes[0x20000] ^= 1));
        assertUnsound(result);
        assertThat(result.output()).contains(GRUB + ", grub: changed", GRUB + " was changed after it was signed");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    @Test
    void aChangedKernelStartsOnlyWithoutSecureBoot() throws IOException {
        CommandResult result = inspect(copy().changed(KERNEL, bytes -> bytes[bytes.length / 2] ^= 1));
        assertUnsound(result);
        assertThat(result.output()).contains("Secure Boot: " + KERNEL + " was changed after it was signed");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    @Test
    void aChangedShimStartsOnlyWithoutSecureBoot() throws IOException {
        CommandResult result = inspect(copy().changed(SHIM, bytes -> bytes[0x30000] ^= 1));
        assertUnsound(result);
        assertThat(result.output()).contains("Secure Boot: " + SHIM + " was changed after it was signed");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    @Test
    void anUnsignedGrubStartsOnlyWithoutSecureBoot() throws IOException {
        StickCopy copy = copy();
        byte[] program = copy.file(GRUB);
        int header = little(program, 0x3C);
        int end = little(program, header + 24 + 144);
        Arrays.fill(program, header + 24 + 144, header + 24 + 152, (byte) 0);
        CommandResult result = inspect(copy.with(GRUB, Arrays.copyOf(program, end)));
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output()).contains("GRUB unsigned", "Secure Boot: " + GRUB + " is not signed");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    private static int little(byte[] bytes, int at) {
        return Integer.reverseBytes(java.nio.ByteBuffer.wrap(bytes).getInt(at));
    }

    @Test
    void aStickWithoutGrubForUefiStartsOnABiosOnly() throws IOException {
        CommandResult result = inspect(copy().without(GRUB));
        assertThat(result.output()).contains("there is no " + GRUB);
        assertStarts(result, "yes", "no", "no", "no");
    }

    @Test
    void aStickWithoutMokManagerIsToldSo() throws IOException {
        CommandResult result = inspect(copy().without(MOK_MANAGER));
        assertThat(result.output()).contains("no MokManager; the default entry starts\n");
    }

    @Test
    void aBootSectorThatIsWipedStartsOnNoBios() throws IOException {
        CommandResult result = inspect(copy().overwritten(0, new byte[440]));
        assertThat(result.output()).contains("BIOS: there is no boot code for a BIOS");
        assertStarts(result, "no", "yes", "yes", "yes");
    }

    @Test
    void anUnsignedModuleOfTheRootPoolKeepsSecureBootFromStarting() throws IOException {
        StickCopy copy = copy();
        byte[] ramdisk = new SignedModule(folder).in(copy.file(RAMDISK), "xor", SignedModule::unsigned);
        CommandResult result = inspect(copy.with(RAMDISK, ramdisk));
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output()).contains("    unsigned: xor\n", "Secure Boot: nobody has signed xor.ko");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    @Test
    void anUnsignedModuleOfSomethingElseIsOnlyTold() throws IOException {
        StickCopy copy = copy();
        byte[] ramdisk = new SignedModule(folder).in(copy.file(RAMDISK), "uas", SignedModule::unsigned);
        CommandResult result = inspect(copy.with(RAMDISK, ramdisk));
        assertThat(result.output()).contains("Secure Boot: without the modules uas, whose signatures are missing");
        assertStarts(result, "yes", "yes", "yes", "yes");
    }

    @Test
    void aChangedModuleKeepsItsSignatureFromHolding() throws IOException {
        StickCopy copy = copy();
        byte[] ramdisk = new SignedModule(folder).in(copy.file(RAMDISK), "btrfs", module -> {
            module[module.length / 2] ^= 1;
            return module;
        });
        CommandResult result = inspect(copy.with(RAMDISK, ramdisk));
        assertUnsound(result);
        assertThat(result.output()).contains("changed after they were signed: btrfs.ko");
        assertStarts(result, "yes", "yes", "no", "no");
    }

    @Test
    void aModuleOfOnesOwnKeyStartsOnceThatIsEnrolled() throws IOException {
        Needs.program("openssl");
        Path key = folder.resolve("own.key");
        Path certificate = folder.resolve("own.pem");
        Path der = folder.resolve("own.der");
        StickCopy.RUNNER.check(Command.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30")
                .with("-subj", "/CN=my own key", "-keyout", key.toString(), "-out", certificate.toString()));
        StickCopy.RUNNER.check(Command.of("openssl", "x509", "-outform", "DER")
                .with("-in", certificate.toString(), "-out", der.toString()));
        SignedModule modules = new SignedModule(folder);
        StickCopy copy = copy();
        byte[] ramdisk = modules.in(copy.file(RAMDISK), "btrfs", module -> modules.signed(module, key, certificate));
        copy.with(RAMDISK, ramdisk);
        CommandResult unknown = inspect(copy);
        assertThat(unknown.output()).contains("1 signed by 'my own key' (an unknown key, to be enrolled): btrfs");
        assertStarts(unknown, "yes", "yes", "once enrolled", "once enrolled");
        CommandResult known = inspect(copy.with("/EFI/own.der", Files.readAllBytes(der)));
        assertThat(known.output())
                .contains("the default entry starts once the key 'my own key' is enrolled (/EFI/own.der)\n")
                .contains("1 signed by 'my own key' (to be enrolled): btrfs");
        assertThat(inspect(copy.without(MOK_MANAGER)).output())
                .contains("the key 'my own key' has to be enrolled, and there is no MokManager to do it");
    }

    @Test
    void aRamdiskThatIsCutOffStartsNowhere() throws IOException {
        StickCopy copy = copy();
        byte[] ramdisk = copy.file(RAMDISK);
        CommandResult result = inspect(copy.with(RAMDISK, Arrays.copyOf(ramdisk, ramdisk.length / 2)));
        assertUnsound(result);
        assertThat(result.output()).contains("everywhere: " + RAMDISK + " cannot be read: ");
        assertStarts(result, "no", "no", "no", "no");
    }

    @Test
    void aProgramThatIsNoneIsToldWithStructureAndPlace() throws IOException {
        CommandResult result = inspect(copy().with(GRUB, new byte[4096]));
        assertUnsound(result);
        assertThat(result.output()).contains(GRUB + " is damaged: the DOS header at byte 0 does not begin with MZ");
        assertStarts(result, "yes", "no", "no", "no");
    }

    @Test
    void whatIsNoStickEndsInOneMessage() throws IOException {
        Path text = Files.writeString(folder.resolve("text.img"), "no disk at all\n".repeat(5000));
        Leavings.assertOneMessage(inspect(text), 2, "text.img is no stick of htg", "Name an image");
        Path empty = Files.write(folder.resolve("empty.img"), new byte[0]);
        Leavings.assertOneMessage(inspect(empty), 2, "empty.img is no stick of htg", "Name an image");
        Leavings.assertOneMessage(inspect(folder), 2, "it is a folder", "Name an image");
        Leavings.assertOneMessage(inspect(folder.resolve("none.img")), 2, "there is no such file", "Name an image");
    }

    @Test
    void aStickThatIsCutOffEndsInOneMessage() throws IOException {
        StickCopy copy = copy();
        try (java.io.RandomAccessFile file =
                new java.io.RandomAccessFile(copy.image().toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        Leavings.assertOneMessage(inspect(copy), 2, "is no stick of htg, or only a part of one", "Name an image");
    }

    @Test
    void aBootPartitionThatIsDamagedEndsInOneMessage() throws IOException {
        StickCopy copy = copy();
        copy.overwritten(copy.bootPartition(), new byte[4096]);
        Leavings.assertOneMessage(inspect(copy), 1, "its boot partition cannot be read", "Build it again");
        StickCopy other = copy().without(MENU);
        CommandResult json = inspect(other.image(), "--output", "json");
        assertThat(json.exitStatus()).isEqualTo(1);
        assertThat(json.output()).contains("\"error\"").contains("it has no menu " + MENU);
    }

    @Test
    void whatIsNotAsItWasMadeIsToldInJsonAsWell() throws IOException {
        StickCopy copy = copy().changed(GRUB, bytes -> bytes[0x20000] ^= 1);
        CommandResult json = inspect(copy.image(), "--output", "json");
        assertThat(json.exitStatus()).isEqualTo(5);
        assertThat(json.output())
                .contains("\"sound\" : false", "\"state\" : \"changed\"", "\"error\"", "\"verification\"");
    }

    @Test
    void aMenuOfAnotherDefaultIsToldToo() throws IOException {
        StickCopy copy = copy();
        String menu = new String(copy.file(MENU), StandardCharsets.UTF_8);
        byte[] other =
                menu.replace("set default=boot-default", "set default=usb-only").getBytes(StandardCharsets.UTF_8);
        assertThat(inspect(copy.with(MENU, other)).output())
                .contains("Stick on a USB port (loads less) *")
                .contains("the default entry starts");
    }
}
