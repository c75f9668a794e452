package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.testvm.cell.Expected;
import htg.testvm.check.Check;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import htg.testvm.suite.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    static Path folder = Path.of("");

    /** What the tests below read; nothing here runs. */
    @BootTest(imageFrom = Image.class, memory = "512M", timeoutSeconds = 90, accelerator = "tcg", growth = "64M")
    static final class Annotated {
        @BootTest
        void plain() {}

        @BootTest(
                cells = {"bios/*", "uefi/nvme/4G"},
                until = "switch-start",
                expect = "stops at discover, saying /no p.ol/")
        void several() {}

        @BootTest(
                checks = {"libvirt", "network-dhcp"},
                timeoutSeconds = 5,
                accelerator = "kvm")
        void checked() {}

        @BootTest(checks = "all")
        void all() {}

        @BootTest(expectText = "GRUB", expectQr = "/.*/")
        void seen() {}

        @BootTest(image = "${no.such.property.htg}")
        void placeholder() {}

        @BootTest(cells = "bios/floppy")
        void cell() {}

        @BootTest(until = "heaven")
        void landmark() {}

        @BootTest(checks = "looks", until = "")
        void check() {}

        @BootTest(checks = "all", until = "switch")
        void both() {}

        @BootTest(expect = "luck")
        void expectation() {}

        @BootTest(memory = "lots")
        void memory() {}
    }

    private static final class Image implements Supplier<Path> {
        @Override
        public Path get() {
            try {
                return Files.write(folder.resolve("image"), new byte[1 << 20]);
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }

    @Test
    void aMethodThatSaysNothingHasWhatItsClassSays() throws Exception {
        Settings settings = of("plain");
        assertThat(settings.cells()).hasSize(1);
        PlannedCell cell = settings.cells().get(0);
        assertThat(cell.cell()).hasToString("bios/usb-xhci/512M");
        assertThat(cell.expected()).isEqualTo(new Expected.Boots());
        RunRequest request = settings.request(cell, folder);
        assertThat(request.image().path()).isEqualTo(folder.resolve("image"));
        assertThat(request.conditions().limit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(request.conditions().growth()).isEqualTo(DataSize.ofMebibytes(64));
        assertThat(request.accelerator()).isEqualTo(AcceleratorChoice.TCG);
        assertThat(request.goal()).isEqualTo(new Goal.Landmarks(htg.testvm.boot.BootPlan.stick(), List.<Check>of()));
    }

    @Test
    void aPatternStandsForAllPossibleMachines() throws Exception {
        List<String> names = of("several").cells().stream()
                .map(cell -> cell.cell().toString())
                .toList();
        List<String> possible = Stream.of(Bus.values())
                .filter(bus -> bus.obstacle(Firmware.BIOS).isEmpty())
                .map(bus -> "bios/" + bus + "/512M")
                .toList();
        assertThat(names).hasSizeGreaterThan(10).containsAll(possible).endsWith("uefi/nvme/4G");
        assertThat(names).hasSize(possible.size() + 1);
        assertThat(of("several").cells().get(0).expected()).hasToString("stops at discover, saying /no p.ol/");
    }

    @Test
    void whatAMethodSaysGoesBefore() throws Exception {
        RunRequest request = request("checked");
        assertThat(request.conditions().limit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(request.accelerator()).isEqualTo(AcceleratorChoice.KVM);
        assertThat(((Goal.Landmarks) request.goal()).checks())
                .extracting(Check::name)
                .containsExactly("libvirt", "network-dhcp");
        assertThat(((Goal.Landmarks) request("all").goal()).checks()).hasSizeGreaterThan(5);
    }

    @Test
    void anyImageIsKnownByWhatItShows() throws Exception {
        assertThat(request("seen").goal())
                .isInstanceOfSatisfying(
                        Goal.Seen.class,
                        seen -> assertThat(seen.expectations())
                                .extracting(Object::toString)
                                .containsExactly("GRUB", "/.*/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "placeholder | a variable of the environment is called 'no.such.property.htg'",
                "cell        | 'floppy'",
                "landmark    | no landmark 'heaven'",
                "check       | 'looks' is unknown",
                "both        | Checks run at multi-user",
                "expectation | 'luck' is nothing to expect",
                "memory      | lots"
            })
    void saysWhatIsWrong(String method, String message) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> request(method))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.hint()).isNotBlank());
    }

    @Test
    void aPlaceholderIsASystemPropertyOrAVariable() {
        assertThat(Placeholders.replaced("a/${java.version}/b"))
                .isEqualTo("a/" + System.getProperty("java.version") + "/b");
        assertThat(Placeholders.replaced("${PATH}")).isEqualTo(System.getenv("PATH"));
        assertThat(Placeholders.replaced("$HOME/x")).isEqualTo("$HOME/x");
    }

    private static RunRequest request(String method) throws Exception {
        Settings settings = of(method);
        return settings.request(settings.cells().get(0), folder);
    }

    private static Settings of(String method) throws Exception {
        return new Settings(List.of(
                Annotated.class.getDeclaredMethod(method).getAnnotation(BootTest.class),
                Annotated.class.getAnnotation(BootTest.class)));
    }
}
