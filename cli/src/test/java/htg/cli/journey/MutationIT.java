package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.TemporaryFolder;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.cell.Cell;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellResult;
import htg.testvm.run.Verdict;
import htg.testvm.stick.Difference;
import htg.testvm.stick.Mutation;
import htg.testvm.stick.Stage;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to break a stick breaks what it says, and the product's verdict on the broken stick names the right stage. */
class MutationIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    /** What firmware and GRUB make of it, then what a kernel makes of it that is started without them. */
    private static final String BOOTED = """
            uefi-sb/virtio-blk UNSIGNED_SHIM
            uefi-sb/virtio-blk UNSIGNED_GRUB
            uefi-sb/virtio-blk UNSIGNED_KERNEL
            uefi/virtio-blk    NO_SHIM
            uefi/virtio-blk    NO_EFI_GRUB
            uefi/virtio-blk    NO_EFI_STUB
            bios/virtio-blk    NO_BOOT_CODE
            bios/virtio-blk    FLIPPED_CORE_IMAGE
            bios/virtio-blk    MENU_WITH_SYNTAX_ERROR
            bios/virtio-blk    MENU_WITHOUT_ENTRIES
            bios/virtio-blk    NO_KERNEL
            bios/virtio-blk    NO_RAMDISK
            direct/virtio-blk  HALF_A_KERNEL
            direct/virtio-blk  HALF_A_RAMDISK
            direct/virtio-blk  FLIPPED_RAMDISK
            direct/virtio-blk  RAMDISK_FLIPPED_LATER
            direct/virtio-blk  RAMDISK_WITHOUT_INIT
            direct/virtio-blk  RAMDISK_INIT_NOT_EXECUTABLE
            direct/virtio-blk  RAMDISK_INIT_WITH_SYNTAX_ERROR
            direct/virtio-blk  RAMDISK_WITHOUT_MODULES_STAGE
            direct/virtio-blk  WRONG_ROOT_ID
            direct/virtio-blk  NO_ROOT_ARGUMENT
            direct/virtio-blk  OTHER_POOL_ID
            direct/virtio-blk  NO_FIRST_SUPERBLOCK
            direct/virtio-blk  NO_SUPERBLOCKS
            direct/virtio-blk  RAMDISK_WITHOUT_BTRFS
            direct/virtio-blk  WRONG_SUBVOLUME
            direct/virtio-blk  NO_BASE_INIT
            direct/virtio-blk  NO_CHUNK_TREE
            direct/virtio-blk  NO_ROOT_TREE
            direct/virtio-blk  RAMDISK_WITHOUT_SWITCH_STAGE
            direct/virtio-blk  RAMDISK_WITHOUT_USB_STORAGE
            direct/virtio-blk  UNSIGNED_GRUB
            """;

    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickParts> sound = Optional.empty();

    private static final ExecutorService MACHINES = Executors.newFixedThreadPool(Integer.parseInt(Htg.MACHINES));

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        sound = Optional.of(StickParts.of(Stick.image()));
    }

    @AfterAll
    static void switchOff() {
        MACHINES.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void changesWhatItSaysAndNothingElse(Mutation mutation) throws IOException {
        Path image = folder.resolve("changed.img");
        StickParts broken = mutation.apply(RUNNER, sound.orElseThrow(), image);
        assertThat(new Difference(RUNNER, sound.orElseThrow(), broken).names()).containsExactly(mutation.changed());
        Files.delete(image);
    }

    /** A broken stick, and the machine in which it shows soon. */
    private record Broken(Cell cell, Mutation mutation) {
        Stage expected() {
            return mutation.expected(cell.firmware(), cell.bus());
        }

        CellResult boot() throws IOException {
            Path own = Files.createDirectories(folder.resolve(cell.folderName() + "-" + mutation));
            Path image = own.resolve("broken.img");
            mutation.apply(RUNNER, sound.orElseThrow(), image);
            CellResult result = new Start(cell).of(StickImage.at(image), own.resolve("report"));
            TemporaryFolder.deleteTree(own);
            return result;
        }

        @Override
        public String toString() {
            return mutation + " in " + cell + " ends at " + expected();
        }
    }

    private static List<Broken> all() {
        return BOOTED.lines()
                .map(line -> line.split(" +", 2))
                .map(words -> new Broken(Cell.parse(words[0]), Mutation.valueOf(words[1])))
                .toList();
    }

    @Test
    void bootsManySticksThatAreReallyBrokenAndSomeThatAreNot() {
        assertThat(all().stream().filter(one -> one.expected() != Stage.NOWHERE))
                .hasSizeGreaterThanOrEqualTo(24);
        assertThat(all().stream().filter(one -> one.expected() == Stage.NOWHERE))
                .hasSize(2);
    }

    @TestFactory
    Stream<DynamicTest> theVerdictNamesTheStage() {
        List<DynamicTest> tests = all().stream()
                .map(broken -> {
                    Future<CellResult> result = MACHINES.submit(broken::boot);
                    return DynamicTest.dynamicTest(broken.toString(), () -> assertEnd(broken, result.get()));
                })
                .toList();
        return tests.stream();
    }

    private static void assertEnd(Broken broken, CellResult result) {
        String seen = result.verdict() + "\n" + result.events();
        if (broken.expected() == Stage.NOWHERE) {
            assertThat(result.verdict()).as(seen).isEqualTo(new Verdict.Passed());
        } else {
            assertThat(result.verdict()).as(seen).isInstanceOf(Verdict.Failed.class);
            assertThat(result.verdict().stage())
                    .as(seen)
                    .isEqualTo(broken.expected().toString());
        }
    }
}
