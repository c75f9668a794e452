package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.SystemCommandRunner;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Slot;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.IdentityMutation;
import htg.testvm.stick.PoolType;
import htg.testvm.stick.ProbeStick;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default stick with ZFS instead of btrfs, built once. */
class ZfsStickIT {
    /** With the checks that have to do with the pool. */
    private static final String LOGIN = """
            name: login
            include: [uefi/usb-xhci]
            until: multi-user
            checks: [failed-units, memory-idle, root-on-stick, root-pool-grown, boot-partition]
            own-checks:
              - name: pool-properties
                script: |
                  root=$(findmnt -n -o SOURCE /)
                  is() { [ "$2" = "$3" ] || { echo "$1 is '$2', not '$3'"; exit 1; }; }
                  is ashift "$(zpool get -H -o value ashift "${root%%/*}")" 12
                  is bootfs "$(zpool get -H -o value bootfs "${root%%/*}")" "$root"
                  is cachefile "$(zpool get -H -o value cachefile "${root%%/*}")" none
                  # ZFS calls it 'on' that extended attributes are kept where system attributes are.
                  for property in atime=off xattr=on acltype=posix dnodesize=auto compression=zstd-3; do
                      is "${property%=*}" "$(zfs get -H -o value "${property%=*}" "$root")" "${property#*=}"
                  done
                  limit=$(cat /sys/module/zfs/parameters/zfs_arc_max)
                  [ "$limit" -gt 0 ] || { echo 'the cache of ZFS has no limit'; exit 1; }
                  echo "as specified, cache of at most $limit bytes"
            """;

    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickImage> built = Optional.empty();

    @BeforeAll
    static void buildTheStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        built = Optional.of(Stick.ofZfs());
        assertThat(StickParts.of(stick()).poolType()).isEqualTo(PoolType.ZFS);
    }

    @Test
    void startsFromFirmwareToItsLogin() throws IOException {
        Files.writeString(folder.resolve("login.yaml"), LOGIN);
        MatrixRun run = MatrixRun.passing(folder, stick().path(), "login.yaml");
        assertThat(run.junit()).contains("name=\"root-pool-grown\"");
        assertThat(Files.readString(run.report().resolve("uefi-usb-xhci/serial.log"), StandardCharsets.ISO_8859_1))
                .contains("HTG-STAGE import ok sda3 rw", "HTG-STAGE shutdown ok pool htg is exported");
    }

    /**
     * Next to every kind of neighbour that a ZFS pool can be mistaken for, to none of which anything is written, and with the
     * least memory. Of the buses, and of what goes through firmware, on which the type of the pool makes no difference, some; the
     * default stick has them all.
     */
    @Test
    void itsPoolIsFoundNextToAnything() {
        Path probing = folder.resolve("zfs-probing.img");
        ProbeStick.of(new SystemCommandRunner(command -> {}), stick(), probing);
        String[] only = MatrixRun.only(
                "direct/usb-xhci/late",
                "direct/usb-xhci/512M",
                "direct/usb-xhci/{same-name-pool,foreign-zpool}",
                "direct/virtio-blk/{foreign-pool,used-twin,twin}",
                "bios/virtio-scsi/same-name-zpool",
                "uefi-sb/usb-xhci");
        assertThat(MatrixRun.passing(folder, probing, "pools", only).cells()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void takingAnyPoolForItsOwnIsNoticed() throws IOException {
        MutatedCells.notice(IdentityMutation.ANY_ZFS_POOL, StickParts.of(stick()), folder);
    }

    @Test
    void itsPoolCanBeLookedIntoFromTheRescueShell(@TempDir Path own) throws Exception {
        StickParts parts = StickParts.of(stick());
        try (Scratch scratch = Scratch.open()) {
            Launch launch = SetUp.launch(parts, Bus.VIRTIO_BLK, Slot.PORT, scratch)
                    .withKernel(Onlooker.kernel(
                            parts,
                            scratch.path(),
                            List.of("miniroot", "buses", "rescue"),
                            "htg.break=discover,switch"));
            try (Onlooker onlooker = new Onlooker(launch, scratch, own)) {
                onlooker.await("Stopped before stage discover, as the kernel command line asks.");
                onlooker.await("htg-rescue:/#");
                onlooker.type("until [ -e /dev/zfs ]; do sleep 1; done; zpool import\n");
                onlooker.await("pool: htg");
                onlooker.await("state: ONLINE");
                onlooker.type("exit\n");
                onlooker.await("Stopped before stage switch, as the kernel command line asks.");
                onlooker.await("htg-rescue:/#");
                onlooker.type("zpool status\n");
                onlooker.await("errors: No known data errors");
                onlooker.type("exit\n");
                onlooker.await("HTG-STAGE switch ok");
            }
        }
    }

    /** With no force, although it was never exported. */
    @Test
    void bootsInTwoMachinesInTurnWithAPowerCutInBetween() throws IOException {
        new Moving(2, folder).finds(stick());
    }

    private static StickImage stick() {
        return built.orElseThrow();
    }
}
