package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sticks of one ZFS pool; the trampoline is told apart from that of btrfs by few cells of the matrix "mirror". */
class ZfsMirrorIT {
    /** ZFS brings the half up to date that was away: all of the pool is there, and well. One that was used apart is left alone. */
    @Test
    void startsFromOneAndWithOneThatWasAwayAndWithoutOneThatWasUsedApart(@TempDir Path folder) throws IOException {
        Htg.requireMachines();
        StickImage first = Stick.build(folder, "zfs-mirror", "--set", "pool.type=zfs", "--set", "pool.mirror=2");
        String second = folder.resolve("zfs-mirror-2.img").toString();
        MatrixRun run = MatrixRun.passing(
                folder,
                first.path(),
                "mirror",
                "--mirror",
                second,
                "--only",
                "direct/usb-xhci/first-half",
                "--only",
                "direct/virtio-blk/stale-second-half",
                "--only",
                "direct/virtio-blk/used-apart",
                "--only",
                "bios/virtio-blk/second-half");
        assertThat(run.cells()).isEqualTo(4);
        Path stale = run.report().resolve("direct-virtio-blk-stale-second-half");
        assertThat(Files.readString(stale.resolve("serial.log"), StandardCharsets.ISO_8859_1))
                .contains("HTG-STAGE import ok vda3 vdb3 rw")
                .doesNotContain("DEGRADED");
    }
}
