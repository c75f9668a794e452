package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.fsimage.btrfs.Btrfs;
import htg.fsimage.btrfs.BtrfsSuperblock;
import htg.fsimage.volume.Volume;
import htg.testvm.Needs;
import htg.testvm.qemu.DiskPlan.NewPool;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that QEMU's tools and others make. */
class DiskPlanIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @Test
    void aNewPoolHasItsNameAndIsSound(@TempDir Path folder) throws Exception {
        Needs.qemu();
        Needs.file(Path.of("/usr/sbin/mkfs.btrfs"));
        UUID id = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
        DiskPlan plan = DiskPlan.empty("a.qcow2", DataSize.ofMebibytes(128)).withPool(new NewPool(id, "htg pool"));
        Path raw = folder.resolve("a.raw");
        RUNNER.check(Command.of(
                Programs.QEMU_IMG,
                "convert",
                "-O",
                "raw",
                plan.make(RUNNER, folder).toString(),
                raw.toString()));
        try (Volume disk = Volume.open(raw)) {
            BtrfsSuperblock superblock = Btrfs.read(disk).superblock();
            assertThat(superblock.label()).isEqualTo("htg pool");
            assertThat(superblock.fsid()).isEqualTo(id);
        }
        RUNNER.check(Command.of(Programs.administrators("btrfs").toString(), "check", raw.toString()));
    }
}
