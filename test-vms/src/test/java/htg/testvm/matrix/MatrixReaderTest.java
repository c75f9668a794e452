package htg.testvm.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.boot.Expectation;
import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.check.Probe;
import htg.testvm.console.Status;
import htg.testvm.machine.Bus;
import htg.testvm.stick.PoolType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MatrixReaderTest {
    private static final String FULL = """
            name: my-lab
            axes:
              firmware: [bios, uefi]
              bus: [usb-xhci, nvme]
              sectors: [512]
              memory: [2048M, 256M]
              neighbour: [alone, twin]
              fault: [none, read-only, "truncated@pool:102400K"]
            select: all
            exclude:
              - {firmware: uefi, fault: [read-only]}
            include: [uefi-sb/virtio-blk]
            until: switch
            kernel-arguments: htg.deadline=15
            expect:
              - {when: {fault: ["truncated@pool:100M"]}, stage: discover, reason: "no device carries pool"}
              - {when: {memory: 256M}}
            timeouts: {kernel: 300s, consoles: 10m}
            """;

    @Test
    void readsAWholeMatrix() {
        MatrixSpec matrix = parse(FULL);
        assertThat(matrix.name()).isEqualTo("my-lab");
        assertThat(matrix.kernelArguments()).isEqualTo("htg.deadline=15");
        assertThat(matrix.checks()).isEmpty();
        assertThat(names(matrix))
                .hasSize(2 * 2 * 2 * 2 * 3 - 8 + 1)
                .startsWith("bios/usb-xhci", "bios/usb-xhci/read-only", "bios/usb-xhci/truncated@pool:100M")
                .contains("uefi/nvme/256M/twin/truncated@pool:100M")
                .doesNotContain("uefi/nvme/read-only")
                .endsWith("uefi-sb/virtio-blk");
    }

    @Test
    void theFirstRuleThatFitsSaysWhatIsExpected() {
        MatrixSpec matrix = parse(FULL);
        assertThat(expected(matrix, "uefi/nvme/256M/truncated@pool:100M"))
                .isEqualTo("stops at discover, saying /no device carries pool/");
        assertThat(expected(matrix, "uefi/nvme/256M")).isEqualTo("boots");
        assertThat(expected(matrix, "direct/ide/truncated@pool:200M")).isEqualTo("boots");
    }

    @Test
    void theWayEndsAtTheLandmarkAndKeepsItsOtherLimits() {
        List<Expectation> way = parse(FULL).plan().expectations();
        assertThat(way)
                .last()
                .hasToString(Expectation.of("switch", Status.OK, 60).toString());
        assertThat(way)
                .filteredOn(step -> List.of("kernel", "consoles", "modules").contains(step.landmark()))
                .extracting(Expectation::budget)
                .containsExactly(Duration.ofSeconds(300), Duration.ofMinutes(10), Duration.ofSeconds(90));
        assertThat(parse("name: a\nuntil: kernel").plan().expectations())
                .last()
                .hasToString(Expectation.of("kernel", Status.START, 240).toString());
        assertThat(parse("name: a\nuntil: switch-start").plan().expectations())
                .last()
                .hasToString(Expectation.of("switch", Status.START, 60).toString());
    }

    @Test
    void aNameAloneIsTheUsualCellWithAllChecks() {
        MatrixSpec matrix = parse("name: small");
        assertThat(names(matrix)).containsExactly("bios/usb-xhci");
        assertThat(matrix.checks()).hasSameSizeAs(BuiltInCheck.values());
        assertThat(matrix.plan().expectations())
                .last()
                .hasToString(Expectation.of("multi-user", Status.OK, 480).toString());
    }

    @Test
    void withoutAxesOnlyTheIncludedCellsAreRun() {
        assertThat(names(parse("name: a\ninclude: [uefi/nvme, ide/direct]")))
                .containsExactly("uefi/nvme", "direct/ide");
        assertThat(names(parse("name: a\naxes: {}\ninclude: [uefi/nvme]")))
                .containsExactly("bios/usb-xhci", "uefi/nvme");
    }

    @Test
    void runsOwnChecksAfterThoseOfHtg(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("checks"));
        Files.writeString(folder.resolve("checks/answers.sh"), "exit 3\n");
        Path file = Files.writeString(folder.resolve("m.yaml"), """
                name: a
                checks: [nested-kvm, libvirt]
                own-checks:
                  - {name: from-file, file: checks/answers.sh}
                  - name: answers
                    script: |
                      curl -sf http://127.0.0.1/
                """);
        assertThat(MatrixReader.read(file).checks())
                .containsExactly(
                        BuiltInCheck.NESTED_KVM.check(),
                        BuiltInCheck.LIBVIRT.check(),
                        Check.of("from-file", "exit 3\n"),
                        Check.of("answers", "curl -sf http://127.0.0.1/\n"));
        assertThat(parse("name: a\nchecks: none").checks()).isEmpty();
        assertThat(parse("name: a\nuntil: switch\nchecks: none").checks()).isEmpty();
    }

    @Test
    void reportsEveryMistakeAtOnceWithItsPlace() {
        HtgException error = problems("""
                name: My Lab
                axis: {bus: [nvme]}
                axes:
                  firmware: bios
                  bus: [usb-xhci, usb-4]
                  memory: [2G, 2048M, 3]
                  neighbour: []
                  fault: [none, "truncated@moon:1M", power-cut@lunch-ok]
                select: some
                exclude:
                  - {colour: red}
                  - {bus: [tape]}
                include:
                  - bios/floppy
                  - uefi/sdhci
                until: lunch
                expect:
                  - {when: {sectors: 4k}, stage: luncheon}
                  - {when: {sectors: 4k}, stage: discover, reason: "(open"}
                  - {when: {sectors: 4k}, reason: lost}
                  - {stage: discover}
                checks: [libvirt, coffee]
                own-checks:
                  - {name: libvirt, script: "true"}
                  - {name: from-file, file: no/such.sh}
                  - {name: neither}
                  - {name: Bad Name, script: "true"}
                  - {script: "true"}
                timeouts: {lunch: 1m, kernel: soon}
                """);
        assertThat(error.code()).isEqualTo(ExitCode.USAGE);
        assertThat(error.hint()).contains("--matrix-schema");
        assertThat(error.getMessage().lines().skip(1).map(String::strip))
                .zipSatisfy(
                        List.of(
                                "1:1: name cannot be \"My Lab\" (lower-case words",
                                "2:1: unknown key 'axis'; known are name, axes, select",
                                "4:3: axes.firmware is \"bios\", but wants array",
                                "5:19: 'usb-4' is no bus: choose from usb-xhci",
                                "6:16: '2048M' stands on the axis a second time",
                                "6:23: '3' is no memory",
                                "7:3: axes.neighbour: must have at least 1",
                                "8:17: 'moon' is no part of a stick",
                                "8:38: a boot passes no landmark 'lunch'",
                                "9:1: select is \"some\"; possible are pairwise, all",
                                "11:6: unknown key 'colour' in 'exclude.0'",
                                "12:12: 'tape' is no bus",
                                "14:5: 'floppy' is the value of no axis",
                                "15:5: the cell uefi/sdhci is impossible: OVMF has no driver",
                                "16:1: a boot passes no landmark 'lunch': there are firmware, grub",
                                "18:27: a boot passes no landmark 'luncheon'",
                                "19:44: '(open' is no regular expression: Unclosed group",
                                "20:5: expect.2: 'reason' needs 'stage'",
                                "21:5: expect.3: 'when' is missing",
                                "22:19: 'coffee' is no check: choose from multi-user-target",
                                "24:6: there is another check called 'libvirt'",
                                "25:23: cannot read no/such.sh: no such file",
                                "26:5: a check of your own has either a 'script' or a 'file'",
                                "27:6: 'Bad Name' is no name of a check",
                                "28:5: own-checks.4: 'name' is missing",
                                "29:12: a boot passes no landmark 'lunch'",
                                "29:23: timeouts.kernel cannot be \"soon\" (a time such as 90s or 10m)"),
                        (line, start) -> assertThat(line).startsWith("m.yaml:" + start));
    }

    @Test
    void refusesChecksWhereTheBaseIsNotReached() {
        assertThat(problems("name: a\nuntil: switch\nchecks: all"))
                .hasMessageContaining("m.yaml:3:1: checks run at multi-user");
        assertThat(problems("name: a\nuntil: base\nown-checks: [{name: b, script: 'true'}]"))
                .hasMessageContaining("m.yaml:3:1: checks run at multi-user");
        assertThat(problems("name: a\nchecks: many")).hasMessageContaining("m.yaml:2:1: checks cannot be \"many\"");
    }

    @Test
    void refusesToWaitForWhatComesAfterTheEnd() {
        assertThat(problems("name: a\nuntil: switch\naxes: {fault: [power-cut@multi-user-ok]}"))
                .hasMessageContaining("m.yaml:3:16: a boot passes no landmark 'multi-user'");
        assertThat(problems("name: a\nuntil: switch\nexpect: [{when: {bus: nvme}, stage: base}]"))
                .hasMessageContaining("m.yaml:3:30: a boot passes no landmark 'base'");
    }

    @ParameterizedTest
    @CsvSource({
        "'axes: {fault: [unplug@base-ok]}', a boot never says 'base ok': there is base-start",
        "'axes: {fault: [unplug@consoles-start]}', a boot never says 'consoles start': there is consoles-ok",
        "'include: [bios/nvme/power-cut@multi-user-start]', never says 'multi-user start': there is multi-user-ok",
        "'axes: {fault: [unplug@modules-start, unplug@kernel-ok]}', never says 'kernel ok': there is kernel-start",
        "'until: base-ok', a boot never says 'base ok': there is base-start",
        "'until: modules\naxes: {where: [late]}', a boot passes no landmark 'discover'"
    })
    void refusesToWaitForWhatNoStickSays(String yaml, String problem) {
        assertThat(problems("name: a\n" + yaml)).hasMessageContaining(problem);
    }

    @Test
    void refusesMoreCombinationsThanCanBeLookedAt() {
        String memory = String.join(
                ", ", IntStream.range(256, 320).mapToObj(size -> size + "M").toList());
        String faults = String.join(
                ", ",
                IntStream.range(1, 65)
                        .mapToObj(size -> "eio@pool:" + size + "M")
                        .toList());
        String buses =
                String.join(", ", Stream.of(Bus.values()).map(Object::toString).toList());
        String axes = "name: a\naxes:\n  memory: [" + memory + "]\n  fault: [" + faults + "]\n  bus: [" + buses + "]\n";
        assertThat(problems(axes + "  where: [port, hub]\n  firmware: [direct, bios, uefi, uefi-sb]\n"))
                .hasMessageContaining("m.yaml:2:1: these are " + 64 * 64 * Bus.values().length * 2 * 4
                        + " combinations, more than 200000");
    }

    @Test
    void aBootMayHaveToSaySomethingAndMayUseTheNeighboursPool() {
        MatrixSpec spec = parse("""
                name: a
                axes: {neighbour: [twin]}
                expect:
                  - {when: {neighbour: twin}, says: nobody said, uses: neighbour}
                """);
        Expected expected = spec.cells().get(0).expected();
        assertThat(expected).hasToString("boots from the neighbour, saying /nobody said/");
        assertThat(expected.usesNeighbour()).isTrue();
        assertThat(problems("name: a\nexpect:\n  - {when: {fault: none}, stage: discover, says: x}\n"))
                .hasMessageContaining("says");
    }

    @Test
    void whatIsSaidOfOnePoolCountsOnlyThereAndFirst() {
        MatrixSpec matrix = parse("""
                name: a
                include: [uefi/nvme]
                expect:
                  - {when: {bus: nvme}, stage: discover}
                pools:
                  zfs:
                    include: [uefi/nvme/512M]
                    expect:
                      - {when: {memory: 512M}, stage: import}
                """);
        assertThat(matrix.dependsOnPool()).isTrue();
        assertThat(names(matrix)).containsExactly("uefi/nvme");
        assertThat(names(matrix.on(PoolType.BTRFS))).containsExactly("uefi/nvme");
        MatrixSpec zfs = matrix.on(PoolType.ZFS);
        assertThat(names(zfs)).containsExactly("uefi/nvme", "uefi/nvme/512M");
        assertThat(expected(zfs, "uefi/nvme")).isEqualTo("stops at discover");
        assertThat(expected(zfs, "uefi/nvme/512M")).isEqualTo("stops at import");
        assertThat(expected(matrix.on(PoolType.BTRFS), "uefi/nvme/512M")).isEqualTo("stops at discover");
        assertThat(parse("name: a").dependsOnPool()).isFalse();
        assertThat(problems("name: a\npools: {ext4: {include: [uefi/nvme]}}\n")).hasMessageContaining("ext4");
        assertThat(problems("name: a\npools: {zfs: {include: [uefi/floppy]}}\n"))
                .hasMessageContaining("m.yaml:2:25")
                .hasMessageContaining("floppy");
    }

    @Test
    void aProbeStartsAtTheBaseAndRunsItsChecks() {
        MatrixSpec spec = parse("name: a\nbase: probe\nkernel-arguments: htg.grace=2\n");
        assertThat(spec.kernelArguments()).isEqualTo("htg.grace=2 " + Probe.ARGUMENTS);
        assertThat(spec.checks()).extracting(Check::name).containsExactly("root-on-stick");
        List<Expectation> way = spec.plan().expectations();
        assertThat(way.get(way.size() - 1).landmark()).isEqualTo("base");
        assertThat(problems("name: a\nbase: probe\nuntil: switch\n"))
                .hasMessageContaining("a probe is started at base");
        assertThat(problems("name: a\nbase: probe\nchecks: none\n")).hasMessageContaining("has nothing to do");
    }

    @Test
    void saysWhyThereIsNoCell() {
        MatrixSpec matrix = parse("name: a\naxes: {firmware: [uefi], bus: [sdhci]}");
        assertThatThrownBy(matrix::cells)
                .isInstanceOfSatisfying(
                        HtgException.class,
                        error -> assertThat(error.hint()).contains("uefi/sdhci is impossible: OVMF has no driver"))
                .hasMessageContaining("The matrix a has no cells");
    }

    @Test
    void saysWhatCannotBeReadOrFound() {
        assertThatThrownBy(() -> MatrixReader.read(Path.of("no/such.yaml")))
                .hasMessageContaining("Cannot read the matrix no/such.yaml: no such file");
        assertThatThrownBy(() -> MatrixReader.builtIn("huge")).hasMessageContaining("no matrix 'huge'");
    }

    @Test
    void theSchemaKnowsEachAxis() {
        JsonNode schema = JsonMapper.shared().readTree(MatrixReader.schema());
        List<String> axes = Stream.of(Axis.values()).map(Axis::toString).toList();
        assertThat(schema.at("/properties/axes/properties").propertyNames()).containsExactlyElementsOf(axes);
        assertThat(schema.at("/$defs/rule/properties").propertyNames()).containsExactlyElementsOf(axes);
        assertThat(schema.at("/properties/pools/properties").propertyNames())
                .containsExactlyElementsOf(
                        Stream.of(PoolType.values()).map(PoolType::toString).toList());
        assertThat(schema.at("/properties/select/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Stream.of(Selection.values()).map(Selection::toString).toList());
    }

    private static String expected(MatrixSpec matrix, String cell) {
        Expected expected = matrix.planned(Cell.parse(cell)).expected();
        return expected.toString();
    }

    private static List<String> names(MatrixSpec matrix) {
        return matrix.cells().stream().map(planned -> planned.cell().toString()).toList();
    }

    private static MatrixSpec parse(String yaml) {
        return MatrixReader.parse("m.yaml", yaml, Path.of(""));
    }

    private static HtgException problems(String yaml) {
        return catchThrowableOfType(HtgException.class, () -> parse(yaml));
    }
}
