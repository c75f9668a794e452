package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.fsimage.volume.Extent;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.OtherDisk;
import htg.testvm.machine.Seat;
import htg.testvm.machine.Slot;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.screen.ScreenText;
import htg.testvm.stick.Mutation;
import htg.testvm.stick.MutedKernelStick;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody gets to see whose stick does not boot, or who wants to know what it does. */
class TroubleshootingIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String STRANGER = "01234567-89ab-4def-8123-456789abcdef";

    private static Optional<StickParts> sound = Optional.empty();

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        sound = Optional.of(StickParts.of(Stick.image()));
    }

    /**
     * The pool is missing: GRUB's own stick is damaged, another one is on a controller whose driver was not loaded, a third
     * disk is a stranger's. All that is said, on every console, and on GRUB's stick; then a sound stick is plugged in.
     */
    @Test
    void aPoolThatIsMissingIsExplainedUntilItAppears(@TempDir Path own) throws Exception {
        StickParts damaged = Mutation.NO_FIRST_SUPERBLOCK.apply(RUNNER, stick(), own.resolve("damaged.img"));
        try (Scratch scratch = Scratch.open()) {
            Path grubs = SetUp.disk("grubs", damaged.image(), scratch);
            Launch launch = SetUp.launch(stick(), Bus.USB_XHCI, Slot.LATE, scratch)
                    .withNeighbours(List.of(
                            new OtherDisk(Medium.of(grubs), Seat.BEFORE, "damaged"),
                            new OtherDisk(Medium.of(strangersDisk(scratch)), Seat.BEFORE, "strange"),
                            new OtherDisk(
                                    Medium.of(SetUp.disk("hidden", stick().image(), scratch)), Seat.ELSEWHERE, "x")))
                    .withKernel(Onlooker.kernel(
                            stick(),
                            scratch.path(),
                            List.of("miniroot", "rescue"),
                            "htg.deadline=4 htg.stick=" + token(damaged)));
            String screen;
            try (Onlooker onlooker = new Onlooker(launch, scratch, own)) {
                screen = whatIsSeenUntilTheStickComes(onlooker);
            }
            assertThat(screen.replaceAll("\\s+", " ")).contains(explanations());
            RUNNER.check(Command.of("qemu-img", "commit", "-q", grubs.toString()));
            assertThat(new String(damaged.file("/htg/seen.txt"), StandardCharsets.US_ASCII).strip())
                    .isEqualTo(screen.strip());
        }
    }

    /** The first page stands on the screen while the serial port has all, and again when it is asked for. */
    private static String whatIsSeenUntilTheStickComes(Onlooker onlooker) throws InterruptedException {
        onlooker.await("HTG-STAGE discover fail no device carries pool ");
        onlooker.await("\n\r\n");
        String rule = "-".repeat(79);
        onlooker.await(rule);
        String screen = "\n" + rule + (onlooker.await(rule) + rule).replace("\r", "");
        ScreenText page = onlooker.awaitOnScreen("-- more: Enter or wait --");
        assertThat(page.rows()).hasSize(25).allMatch(row -> row.length() == 80);
        assertThat(page.lines()).contains("THE STICK DOES NOT BOOT:", "Controllers:");
        onlooker.await("htg-rescue:/#");
        onlooker.type("while [ -e /run/htg/saving ]; do sleep 1; done; btrfs --version; seen\n");
        onlooker.await("btrfs-progs v");
        onlooker.await("Wanted: the btrfs pool with UUID ");
        onlooker.plug();
        onlooker.await("HTG-STAGE discover ok sd");
        onlooker.await("HTG-STAGE switch ok");
        return screen;
    }

    private static String[] explanations() {
        return new String[] {
            "Wanted: the btrfs pool with UUID " + stick().poolId().orElseThrow(),
            " USB 3 (xHCI) 1b36:000d driver xhci_hcd ",
            " SATA 8086:2922 no driver, ahci is in buses.img ",
            "Disks that are there, and cannot be used: virtio",
            ": no driver, virtio_blk is in buses.img ",
            " MB, USB port 2-1, QEMU QEMU HARDDISK, serial damaged holds no btrfs, but a partition table (GPT) ",
            "3 1322 MB, holds no btrfs, but a btrfs with a damaged superblock ",
            " USB port 2-2, QEMU QEMU HARDDISK, serial strange is another btrfs pool, " + STRANGER,
            "Pools that were seen: btrfs " + STRANGER + ": on sd",
            "What is in buses.img is loaded by the first entry of GRUB's menu.",
        };
    }

    @Test
    void theBootStopsBeforeEachStageThatIsNamed(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open()) {
            Launch launch = SetUp.launch(stick(), Bus.VIRTIO_BLK, Slot.PORT, scratch)
                    .withKernel(Onlooker.kernel(
                            stick(),
                            scratch.path(),
                            List.of("miniroot", "buses"),
                            "htg.debug htg.break=consoles,modules,discover,import,switch,imports"));
            try (Onlooker onlooker = new Onlooker(launch, scratch, own)) {
                onlooker.await("htg.break=imports names no stage: there are consoles, modules, discover, ");
                stop(onlooker, "behind stage consoles", "grep -c '^virtio_blk ' /proc/modules", "0");
                stop(onlooker, "before stage modules", "ls /run/htg/devices | grep -c vda3", "0");
                stop(onlooker, "before stage discover", "ls /run/htg/devices | grep -c vda3", "0");
                stop(onlooker, "before stage import", "grep -c member /run/htg/devices/vda3", "1");
                stop(onlooker, "before stage switch", "grep -c '/newroot btrfs' /proc/mounts", "1");
                assertThat(onlooker.await("HTG-STAGE switch ok")).containsPattern("\\[\\d+\\.\\d\\d\\] htg: ");
            }
        }
    }

    /** Waits for the shell, which answers, and leaves it. */
    private static void stop(Onlooker onlooker, String where, String question, String answer)
            throws InterruptedException {
        onlooker.await("Stopped " + where + ", as the kernel command line asks.");
        onlooker.await("htg-rescue:/#");
        onlooker.type(question + "\n");
        onlooker.await(question);
        onlooker.await("\n" + answer + "\r\n");
        onlooker.type("exit\n");
        onlooker.await("exit");
    }

    /** As somebody does who has copied the stick and has both plugged in. */
    @Test
    void ofTwoCopiesTheOneThatSomebodyNamesIsStarted(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open()) {
            Medium copy = Medium.of(SetUp.disk("copy", stick().image(), scratch));
            Launch launch = SetUp.launch(stick(), Bus.VIRTIO_BLK, Slot.PORT, scratch)
                    .withNeighbours(List.of(new OtherDisk(copy, Seat.ELSEWHERE, "copy")))
                    .withKernel(Onlooker.kernel(
                            stick(), scratch.path(), List.of("miniroot", "buses"), "htg.grace=80 htg.deadline=80"));
            try (Onlooker onlooker = new Onlooker(launch, scratch, own)) {
                onlooker.await("  1  vda3: ");
                onlooker.await("  2  vdb3: ");
                onlooker.await("Which one? Type its number and Enter.");
                onlooker.awaitOnScreen("Which one? Type its number and Enter.");
                onlooker.type("2\n");
                onlooker.await("discover ok vdb3 (a copy of it is there as well; as somebody said)");
                onlooker.await("HTG-STAGE switch ok");
            }
        }
    }

    /** Two serial ports that are there, one that is not, the screen, and the console of a virtual machine. */
    @Test
    void everyConsoleTellsAllFromTheKernelsFirstLine(@TempDir Path own) throws IOException {
        List<String> consoles = List.of("first", "second", "third");
        bootOn(consoles.stream().map(own::resolve).toList());
        for (String console : consoles) {
            String said = Files.readString(own.resolve(console), StandardCharsets.ISO_8859_1);
            assertThat(firstLike("\\[ *\\d+\\.\\d{6}\\] .*", said)).as(console).contains("Linux version 6.");
            assertThat(firstLike(".*HTG-STAGE consoles ok .*", said))
                    .as(console)
                    .contains(" tty0", " ttyS0", " ttyS1", " hvc0")
                    .doesNotContain("ttyS2");
            assertThat(said)
                    .as(console)
                    .contains("HTG-STAGE import ok vda3 rw", "htg: stage import took ", "HTG-STAGE switch ok")
                    .containsPattern("\\[ *\\d+\\.\\d{6}\\] BTRFS info ");
        }
        assertThat(own.resolve("third")).content().containsOnlyOnce("HTG-STAGE switch ok");
    }

    /** Boots to the end of the trampoline; two serial ports and a paravirtual console write to these files. */
    private static void bootOn(List<Path> consoles) throws IOException {
        String arguments = "console=ttyS2 console=ttyS1,115200 console=ttyS0,115200 htg.debug ignore_loglevel"
                + " earlyprintk=vga,ttyS0,115200 init=/bin/true panic=-1";
        try (Scratch scratch = Scratch.open()) {
            Launch launch = SetUp.launch(stick(), Bus.VIRTIO_BLK, Slot.PORT, scratch)
                    .withWiring(new Wiring.Terminal(false))
                    .withKernel(Onlooker.kernel(stick(), scratch.path(), List.of("miniroot", "buses"), arguments));
            List<String> words = new ArrayList<>(launch.command().arguments());
            int serial = words.indexOf("-serial");
            words.subList(serial, serial + 2).clear();
            RUNNER.check(Command.of(words)
                    .with("-no-reboot", "-serial", "file:" + consoles.get(0), "-serial", "file:" + consoles.get(1))
                    .with("-device", "virtio-serial-pci", "-device", "virtconsole,chardev=third")
                    .with("-chardev", "file,id=third,path=" + consoles.get(2))
                    .within(Duration.ofMinutes(3)));
        }
    }

    private static String firstLike(String pattern, String text) {
        return text.lines().filter(line -> line.matches(pattern)).findFirst().orElse("");
    }

    /** The kernel stops before it has a driver for anything: what there is to see came without one. */
    @ParameterizedTest
    @EnumSource(names = {"BIOS", "UEFI"})
    void theLoudEntryShowsAKernelThatStopsBeforeItHasDrivers(Firmware firmware, @TempDir Path own) throws Exception {
        StickImage muted = MutedKernelStick.of(RUNNER, stick().image(), own.resolve("muted.img"));
        try (Scratch scratch = Scratch.open()) {
            Machine machine = SetUp.machine(firmware, Bus.VIRTIO_BLK, Slot.PORT);
            Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER)
                    .map(files -> files.copiedTo(scratch.resolve("variables.fd")));
            Medium medium = Medium.of(SetUp.disk("stick", muted, scratch));
            Launch launch = Launch.of(machine, medium, flash, new Wiring.Sockets(scratch.path()));
            try (Onlooker onlooker = new Onlooker(launch, scratch, own)) {
                onlooker.await("Linux version 6.");
                onlooker.await(MutedKernelStick.LAST_WORDS);
                ScreenText screen = onlooker.awaitOnScreen("---[ end " + MutedKernelStick.LAST_WORDS);
                assertThat(screen.unwrapped()).contains("BIOS-e820: [mem 0x").doesNotContain("console [tty0] enabled");
            }
        }
    }

    private static StickParts stick() {
        return sound.orElseThrow();
    }

    private static Path strangersDisk(Scratch scratch) {
        return DiskPlan.empty("strange.qcow2", DataSize.ofMebibytes(128))
                .withPool(new DiskPlan.NewPool(UUID.fromString(STRANGER), "strange"))
                .make(RUNNER, scratch.path());
    }

    /** What GRUB would pass on: it stands in the environment block, 32 KiB before the first MiB's end. */
    private static String token(StickParts stick) {
        String block = new String(stick.bytes(new Extent(992 << 10, 1024)), StandardCharsets.US_ASCII);
        return Pattern.compile("(?m)^htg_stick=([0-9a-f]+)$")
                .matcher(block)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
