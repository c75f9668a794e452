package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.ProbeStick;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sticks of one btrfs: each starts the machine, and so do both. */
class MirrorIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    /** The second stick, started by its own boot loader, with the whole base. */
    private static final String DEGRADED = """
            name: degraded
            include: [bios/virtio-blk/second-half]
            checks: [root-on-stick]
            own-checks:
              - name: journal
                script: |
                  journalctl -b -k -o cat | grep 'WARNING: the pool is DEGRADED: it was started without 1 of its devices'
                  journalctl -b -u htg-report-boot.service -p warning -o cat |
                      grep '^DEGRADED: the root pool was started without 1 of its devices'
              - name: prompt
                script: grep DEGRADED /run/issue.d/htg-pool.issue
              - name: token
                script: dd if=/dev/vda bs=1024 skip=992 count=1 status=none | grep -a '^htg_stick=[0-9a-f]\\{16\\}$'
              - name: measured
                script: htg stick bios | grep '^\\* .*QEMU/'
              - name: grown
                script: |
                  size=$(($(cat /sys/class/block/vda3/size) * 512))
                  [ "${size}" -gt 2000000000 ] && btrfs device usage --raw / | grep -A 1 '^/dev/vda3' | grep -w "${size}"
            expect:
              - {when: {mirror: second-half}, says: "discover ok vda3, degraded: 1 of the pool's devices missing"}
            """;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void buildTheMirror() {
        Htg.requireMachines();
        Htg.requireStickTools();
        Stick.build(folder, "mirror", "--set", "pool.mirror=2");
    }

    @Test
    void theReportNamesBothImages() throws IOException {
        assertThat(Files.readString(folder.resolve("mirror.img.json")))
                .contains("\"mirror.img\"", "\"mirror-2.img\"", "\"mirror\" : 2");
        StickParts first = StickParts.of(image("mirror"));
        StickParts second = StickParts.of(image("mirror-2"));
        assertThat(second.volumeId()).isNotEqualTo(first.volumeId());
        assertThat(second.poolId()).isEqualTo(first.poolId());
    }

    /**
     * Both, either, one late, one that has missed something, beside neighbours, through either's boot loader: once each. The
     * rest of the list differs in the bus.
     */
    @Test
    void theMirrorListPasses() throws IOException {
        Stream<String> second = Stream.of("--mirror", probing("mirror-2").toString());
        Stream<String> only = Stream.of(MatrixRun.only(
                "direct/usb-xhci/{late,used-twin}",
                "direct/virtio-blk/{stale-second-half,used-apart}",
                "direct/virtio-blk/first-half/foreign-pool",
                "bios/virtio-blk/second-half",
                "uefi/usb-xhci/first-half"));
        String[] options = Stream.concat(second, only).toArray(String[]::new);
        assertThat(MatrixRun.passing(folder, probing("mirror"), "mirror", options)
                        .cells())
                .isGreaterThanOrEqualTo(6);
    }

    /** On the console, in the journal and at the prompt; and what is there of the pool grows. */
    @Test
    void aDegradedPoolIsToldEverywhere() throws IOException {
        Files.writeString(folder.resolve("degraded.yaml"), DEGRADED);
        String second = image("mirror-2").path().toString();
        MatrixRun run = MatrixRun.passing(folder, image("mirror").path(), "degraded.yaml", "--mirror", second);
        Path serial = run.report().resolve("bios-virtio-blk-second-half/serial.log");
        assertThat(Files.readString(serial, StandardCharsets.ISO_8859_1))
                .contains("WARNING: the pool is DEGRADED: it was started without 1 of its devices.");
    }

    private static StickImage image(String name) {
        return StickImage.at(folder.resolve(name + ".img"));
    }

    private static Path probing(String name) {
        return ProbeStick.of(RUNNER, image(name), folder.resolve("probing-" + name + ".img"))
                .path();
    }
}
