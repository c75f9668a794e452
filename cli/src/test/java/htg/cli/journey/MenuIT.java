package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.grub.menu.BlockSize;
import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.Hypervisor;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.MemoryTest;
import htg.grub.menu.MenuParts;
import htg.grub.menu.SerialConsole;
import htg.grub.template.GrubConfig;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Slot;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.screen.ScreenText;
import htg.testvm.stick.StickCopy;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The menu in each of its shapes, as GRUB shows it on the screen and on the serial port, and what its entries start. */
class MenuIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String DOWN = "\u001b[B";
    private static final String FOLDER = "/htg/default/";
    private static final String SECOND = "2026-10-01";

    private static Optional<StickParts> built = Optional.empty();

    /** Hypervisors and boot environments of a menu. */
    private record Shape(List<String> environments, List<Hypervisor> hypervisors) {
        static final Shape KVM = new Shape(List.of("default"), List.of(Hypervisor.KVM));
        static final Shape KVM_AND_XEN = new Shape(List.of("default"), List.of(Hypervisor.KVM, Hypervisor.XEN));
        static final Shape XEN = new Shape(List.of("default"), List.of(Hypervisor.XEN));
        static final Shape XEN_FIRST_IN_TWO =
                new Shape(List.of("default", SECOND), List.of(Hypervisor.XEN, Hypervisor.KVM));

        BootMenu menu() {
            KernelArguments arguments = new KernelArguments(stick().defaultEntry().arguments().stream()
                    .filter(word -> !word.startsWith("htg.stick="))
                    .toList());
            return BootMenu.of(
                    environments.stream()
                            .map(name -> new BootEnvironment(name, name.equals("default") ? "" : name, arguments))
                            .toList(),
                    MenuParts.of(Optional.of(SerialConsole.COM1))
                            .withHypervisors(hypervisors.toArray(Hypervisor[]::new))
                            .withMemoryTest(MemoryTest.ON_STICK));
        }

        boolean startsXen() {
            return hypervisors.get(0) == Hypervisor.XEN;
        }

        /** The stick with this menu. */
        StickImage stickIn(Path folder) {
            return StickCopy.make(RUNNER, stick(), folder.resolve("menu.img"), this::put)
                    .image();
        }

        private void put(StickCopy copy) {
            copy.write(StickParts.MENU, GrubConfig.menu(menu(), BlockSize.AUTO).getBytes(StandardCharsets.UTF_8));
            if (environments.contains(SECOND)) {
                for (String file : List.of("vmlinuz", "miniroot.img", "buses.img", "xen.gz", "dom0.img")) {
                    copy.write("/htg/" + SECOND + "/" + file, stick().file(FOLDER + file));
                }
            }
        }
    }

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        built = Optional.of(StickParts.of(Stick.withXen()));
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(Firmware.BIOS, Firmware.UEFI)
                .flatMap(firmware -> Stream.of(Shape.KVM, Shape.KVM_AND_XEN, Shape.XEN, Shape.XEN_FIRST_IN_TWO)
                        .map(shape -> Arguments.of(firmware, shape)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachShapeFitsTheScreenAndStartsItsDefault(Firmware firmware, Shape shape, @TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open();
                Onlooker onlooker = onlooker(machine(firmware), shape.stickIn(own), scratch, own)) {
            onlooker.await("HTG-STAGE grub start");
            onlooker.type(DOWN);
            ScreenText screen = onlooker.awaitOnScreen(" Power off ");
            shape.menu().entries().stream()
                    .filter(entry -> !entry.id().matches("(upgraded|previous|firmware)-.*"))
                    .forEach(entry -> assertThat(screen.unwrapped()).contains(entry.title() + "  "));
            onlooker.type("\u001b[A\r");
            onlooker.await("Loading " + (shape.startsXen() ? FOLDER + "xen.gz" : FOLDER + "vmlinuz"));
            onlooker.await("HTG-STAGE kernel start");
            onlooker.await(shape.startsXen() ? "Xen version 4." : "HTG-STAGE consoles ok");
        }
    }

    @Test
    void underSecureBootXenSaysWhyNotAndKvmStartsInItsPlace(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open();
                Onlooker onlooker = onlooker(
                        machine(Firmware.UEFI_SECURE_BOOT), Shape.XEN_FIRST_IN_TWO.stickIn(own), scratch, own)) {
            onlooker.await("HTG-STAGE grub start");
            onlooker.type("\u001b[A");
            ScreenText screen = onlooker.awaitOnScreen("Hypervisor (Xen) - not under Secure Boot");
            assertThat(screen.unwrapped()).contains("Test the memory - not under Secure Boot", "*Hypervisor (Xen)");
            onlooker.type("\r");
            onlooker.await("HTG-STAGE kernel fail not on this machine: xen-secure-boot");
            onlooker.await("Secure Boot is on, and lets GRUB start only what is signed.");
            onlooker.type("\u001b");
            onlooker.await("HTG-STAGE grub start");
            onlooker.await("Loading /htg/default/vmlinuz");
            onlooker.await("HTG-STAGE kernel start");
        }
    }

    @Test
    void withTooLittleMemoryTheMenuSaysSoAndWaits(@TempDir Path own) throws Exception {
        Machine small = machine(Firmware.BIOS).withMemory(DataSize.ofMebibytes(256));
        try (Scratch scratch = Scratch.open();
                Onlooker onlooker = onlooker(small, Shape.KVM_AND_XEN.stickIn(own), scratch, own)) {
            onlooker.await("HTG-STAGE grub start");
            assertThat(onlooker.awaitOnScreen(" Power off ").unwrapped())
                    .contains("Hypervisor (KVM) - needs 384 MB of memory", "Hypervisor (Xen) - needs 1024 MB of memory")
                    .doesNotContain("executed automatically");
            onlooker.type("\r");
            onlooker.await("HTG-STAGE kernel fail not on this machine: linux-memory");
            onlooker.type("\u001b");
            onlooker.await("HTG-STAGE grub start");
        }
    }

    /** QEMU's own way to hear the serial port, since no machine of the tests has such an old processor. */
    @Test
    void aProcessorWith32BitsIsToldFromTheOnesThatCanWork(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open()) {
            Path disk = SetUp.disk("stick", Shape.KVM_AND_XEN.stickIn(own), scratch);
            Launch launch = SetUp.started(machine(Firmware.BIOS), disk, scratch).withWiring(new Wiring.Terminal(false));
            List<String> words = new ArrayList<>(launch.command().arguments());
            words.set(words.indexOf("-cpu") + 1, "qemu32");
            Command command = Command.of(words).under(List.of("timeout", "90"));
            try (RunningCommand qemu = RUNNER.start(command, line -> {})) {
                String heard = hearUntil(qemu.output(), "Power off");
                assertThat(heard)
                        .contains("Hypervisor (KVM) - needs a 64-bit processor", "Test the memory  ")
                        .contains("Hypervisor (Xen) - needs a 64-bit processor");
            }
        }
    }

    @Test
    void theHypervisorThatWasChosenStartsByItselfTheNextTime(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open()) {
            Path disk = SetUp.disk("stick", Shape.KVM_AND_XEN.stickIn(own), scratch);
            try (Onlooker first = new Onlooker(SetUp.started(machine(Firmware.BIOS), disk, scratch), scratch, own)) {
                first.await("HTG-STAGE grub start");
                first.type(DOWN + "\r");
                first.await("Loading /htg/default/xen.gz");
                first.await("HTG-STAGE kernel start");
            }
            try (Onlooker second = new Onlooker(SetUp.started(machine(Firmware.BIOS), disk, scratch), scratch, own)) {
                second.await("HTG-STAGE grub start");
                second.await("Loading /htg/default/xen.gz");
                second.await("HTG-STAGE kernel start");
            }
        }
    }

    @Test
    void theMemoryTestStarts(@TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open();
                Onlooker onlooker = onlooker(machine(Firmware.UEFI), Shape.KVM.stickIn(own), scratch, own)) {
            onlooker.await("HTG-STAGE grub start");
            onlooker.type(DOWN.repeat(4) + "\r");
            onlooker.await("Loading /grub/memtest/x64.efi");
            onlooker.await("Memtest86+");
        }
    }

    private static Machine machine(Firmware firmware) {
        return SetUp.machine(firmware, Bus.VIRTIO_BLK, Slot.PORT);
    }

    private static Onlooker onlooker(Machine machine, StickImage stick, Scratch scratch, Path own) {
        return new Onlooker(SetUp.started(machine, SetUp.disk("stick", stick, scratch), scratch), scratch, own);
    }

    private static String hearUntil(InputStream port, String last) throws IOException {
        StringBuilder heard = new StringBuilder();
        for (int next = port.read(); next >= 0 && heard.indexOf(last) < 0; next = port.read()) {
            heard.append((char) next);
        }
        return heard.toString();
    }

    private static StickParts stick() {
        return built.orElseThrow();
    }
}
