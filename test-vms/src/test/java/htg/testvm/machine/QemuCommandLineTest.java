package htg.testvm.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QemuCommandLineTest {
    private static final Wiring SOCKETS = new Wiring.Sockets(Path.of("/scratch"));
    private static final Path OVERLAY = Path.of("/scratch/stick.qcow2");

    @ParameterizedTest
    @EnumSource
    void isAsRecordedForEveryBusWithAHubAndWithout(Firmware firmware) {
        String lines = Stream.of(Bus.values())
                .filter(bus -> bus.obstacle(firmware).isEmpty())
                .flatMap(bus -> Stream.of(Slot.PORT, Slot.HUB)
                        .filter(slot -> slot.obstacle(firmware, bus).isEmpty())
                        .map(slot -> Machine.of(firmware, bus, Accelerator.TCG).withSlot(slot)))
                .map(machine -> launch(machine, SOCKETS).command().replayLine())
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(lines).isEqualTo(golden(firmware + ".txt", lines));
    }

    @Test
    void givesThePersonTheTerminalAndNoWindow() {
        assertThat(usual(new Wiring.Terminal(false)))
                .containsSubsequence("-serial", "mon:stdio", "-display", "none")
                .doesNotContain("-S", "-no-reboot");
        assertThat(usual(new Wiring.Terminal(true))).doesNotContain("-display");
    }

    @Test
    void startsStoppedForAProgram() {
        assertThat(usual(SOCKETS)).contains("-S", "-no-reboot", "chardev:serial0");
    }

    @Test
    void leadsThePortToSsh() {
        Machine machine = Machine.of(Firmware.BIOS, Bus.NVME, Accelerator.KVM);
        Network network = new Network.User(OptionalInt.of(2222));
        assertThat(launch(machine, SOCKETS).withNetwork(network).command().arguments())
                .contains("user,id=net0,hostfwd=tcp:127.0.0.1:2222-:22")
                .containsSubsequence("-accel", "kvm", "-cpu", "host");
    }

    @Test
    void passesOemStringsAndKernelWithCommasDoubled() {
        Launch launch = launch(Machine.of(Firmware.BIOS, Bus.NVME, Accelerator.TCG), SOCKETS)
                .withSmbiosStrings(List.of(Path.of("/a,b")))
                .withKernel(new DirectKernel(Path.of("/k"), Path.of("/r"), "console=ttyS0"));
        assertThat(launch.command().arguments())
                .containsSubsequence("-smbios", "type=11,path=/a,,b")
                .containsSubsequence("-kernel", "/k", "-initrd", "/r", "-append", "console=ttyS0");
    }

    @Test
    void moreKernelArgumentsStandBeforeThoseForInit() {
        DirectKernel kernel = new DirectKernel(Path.of("/k"), Path.of("/r"), "root=x");
        assertThat(kernel.with("").commandLine()).isEqualTo("root=x");
        assertThat(kernel.with("a=b -- -c \"d e\"").with("f").commandLine()).isEqualTo("root=x a=b f -- -c \"d e\"");
    }

    @Test
    void countsMemoryInMebibytes() {
        Machine machine = Machine.of(Firmware.BIOS, Bus.NVME, Accelerator.TCG).withMemory(DataSize.parse("1536M"));
        assertThat(launch(machine, SOCKETS).command().arguments()).containsSubsequence("-m", "1536M");
    }

    @Test
    void stacksWhatIsWrongWithTheMediumOverIt() {
        Medium medium = Medium.of(OVERLAY)
                .writeProtected()
                .failing(new BlockFailure(BlockFailure.Kind.READ_ERROR, 65536, 8192))
                .logged(Path.of("/scratch/a,log"));
        assertThat(medium.blockdev("stick"))
                .isEqualTo("node-name=stick,read-only=on,driver=blkdebug"
                        + ",inject-error.0.event=none,inject-error.0.iotype=read,inject-error.0.errno=5"
                        + ",inject-error.0.once=off,inject-error.0.sector=128"
                        + ",inject-error.1.event=none,inject-error.1.iotype=read,inject-error.1.errno=5"
                        + ",inject-error.1.once=off,inject-error.1.sector=136"
                        + ",image.driver=blklogwrites,image.log.driver=file,image.log.filename=/scratch/a,,log"
                        + ",image.log.cache.no-flush=on,image.file.cache.no-flush=on"
                        + ",image.file.driver=qcow2,image.file.discard=unmap,image.file.file.driver=file"
                        + ",image.file.file.discard=unmap,image.file.file.filename=/scratch/stick.qcow2");
    }

    @Test
    void hasOtherDisksBeforeTheStickAndTheStickOnlyWhenItIsPlugged() {
        Launch launch = launch(Machine.of(Firmware.BIOS, Bus.USB_XHCI, Accelerator.TCG), SOCKETS)
                .withNeighbours(List.of(disk(Seat.ELSEWHERE)));
        assertThat(launch.command().arguments())
                .containsSubsequence(
                        "virtio-blk-pci,id=neighbour0,drive=neighbour0,serial=s,cyls=64,heads=16,secs=63",
                        "-device",
                        launch.disk());
        assertThat(launch.unplugged().command().arguments())
                .doesNotContain(launch.disk())
                .contains("qemu-xhci,id=usb");
    }

    @Test
    void disksOnTheSticksControllerAreInSlotsBeforeItOrAfterIt() {
        Launch launch = launch(Machine.of(Firmware.DIRECT, Bus.IDE, Accelerator.TCG), SOCKETS)
                .withNeighbours(List.of(disk(Seat.BEFORE), disk(Seat.AFTER), disk(Seat.BEFORE)));
        assertThat(launch.command().arguments())
                .containsSubsequence(
                        "ide-hd,bus=ide.0,unit=0,id=neighbour0,drive=neighbour0,serial=s",
                        "ide-hd,bus=ide.0,unit=1,id=neighbour2,drive=neighbour2,serial=s",
                        "ide-hd,bus=ide.1,unit=0,id=stick,drive=stick,serial=htg-stick",
                        "ide-hd,bus=ide.1,unit=1,id=neighbour1,drive=neighbour1,serial=s");
    }

    @Test
    void aDiskThatCannotBeReadHasOneRuleForAllOfIt() {
        Medium medium = Medium.of(OVERLAY).failing(BlockFailure.UNREADABLE);
        assertThat(medium.blockdev("n"))
                .contains(",driver=blkdebug,inject-error.0.event=none,inject-error.0.iotype=read"
                        + ",inject-error.0.errno=5,inject-error.0.once=off,image.")
                .doesNotContain("sector=");
        Launch launch = launch(Machine.of(Firmware.BIOS, Bus.NVME, Accelerator.TCG), SOCKETS);
        assertThat(launch.hasFailingDisk()).isFalse();
        assertThat(launch.withNeighbours(List.of(new OtherDisk(medium, Seat.AFTER, "s")))
                        .hasFailingDisk())
                .isTrue();
    }

    private static OtherDisk disk(Seat seat) {
        return new OtherDisk(Medium.of(Path.of("/n")), seat, "s");
    }

    @Test
    void aStickThatComesLateLiesBesideTheMachineAtFirst() {
        Machine machine = Machine.of(Firmware.DIRECT, Bus.USB_XHCI, Accelerator.TCG);
        assertThat(launch(machine, SOCKETS).plugged()).isTrue();
        assertThat(launch(machine.withSlot(Slot.LATE), SOCKETS).plugged()).isFalse();
    }

    @Test
    void aMachineWithoutAClockStartsKernelsOnly() {
        Machine direct =
                Machine.of(Firmware.DIRECT, Bus.USB_XHCI, Accelerator.TCG).withClock(Clock.NONE);
        assertThat(launch(direct, SOCKETS).command().replayLine())
                .contains("microvm,rtc=off")
                .doesNotContain("-vga");
        Machine bios = Machine.of(Firmware.BIOS, Bus.USB_XHCI, Accelerator.TCG);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> bios.withClock(Clock.NONE))
                .withMessageContaining("bios needs a clock");
    }

    private static List<String> usual(Wiring wiring) {
        return launch(Machine.of(Firmware.BIOS, Bus.USB_XHCI, Accelerator.TCG), wiring)
                .command()
                .arguments();
    }

    private static Launch launch(Machine machine, Wiring wiring) {
        Optional<FirmwareFiles> flash = machine.firmware()
                .codeFile()
                .map(code -> new FirmwareFiles(Path.of("/ovmf", code), Path.of("/scratch/variables.fd")));
        return Launch.of(machine, Medium.of(OVERLAY), flash, wiring);
    }

    /** With {@code -Dhtg.golden.write=true} the recorded lines are written anew, to be looked over in the diff. */
    private static String golden(String name, String actual) {
        Path file = Path.of("src/test/resources/htg/testvm/machine", name);
        try {
            if (Boolean.getBoolean("htg.golden.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
