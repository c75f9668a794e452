package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinirootAssemblerIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder = Path.of("");

    private final CommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void makeKernel() {
        Needs.program("zstd");
        new FakeKernel(folder.resolve("base")).allDrivers(PoolType.BTRFS);
    }

    @Test
    void sameInputsGiveTheSameBytes() throws Exception {
        assertThat(assemble("one.img")).hasBinaryContent(Files.readAllBytes(assemble("two.img")));
    }

    @Test
    void anotherTimeGivesOtherBytes() throws Exception {
        Path later = folder.resolve("later.img");
        assembler("zstd").assemble(plan(), TIME.plusSeconds(1), later);
        assertThat(Files.mismatch(assemble("one.img"), later)).isNotNegative();
    }

    @Test
    void cpioListsWhatWasPlanned() {
        Needs.program("cpio");
        Path plain = folder.resolve("plain.cpio");
        runner.check(Command.of(
                "zstd", "-dq", "-o", plain.toString(), assemble("one.img").toString()));
        CommandResult listing = runner.check(Command.of("cpio", "-t", "--quiet").reading(plain));
        assertThat(listing.output().lines())
                .containsExactlyElementsOf(
                        plan().entries().stream().map(MinirootEntry::path).toList());
    }

    @Test
    void leavesTheOldRamdiskWhenCompressionFails() throws Exception {
        Path target = Files.writeString(folder.resolve("one.img"), "old");
        MinirootPlan plan = plan();
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> assembler("false").assemble(plan, TIME, target));
        assertThat(target).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    private Path assemble(String name) {
        Path target = folder.resolve(name);
        assertThat(assembler("zstd").assemble(plan(), TIME, target).bytes())
                .isEqualTo(target.toFile().length());
        return target;
    }

    private MinirootAssembler assembler(String zstd) {
        return new MinirootAssembler(runner, List.of(zstd));
    }

    private MinirootPlan plan() {
        // Any file will do: nothing here runs it.
        return new MinirootPlanner()
                .plan(new MinirootSources(
                        KernelTree.in(folder.resolve("base")),
                        PoolType.BTRFS,
                        Needs.program("cp"),
                        List.of(),
                        List.of()))
                .get(0);
    }
}
