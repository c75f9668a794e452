package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stick rebuilds its miniroots with a shell script; it has to choose and write what the image builder does. */
class StickBuildIT {
    @TempDir
    Path folder = Path.of("");

    private final CommandRunner runner = new SystemCommandRunner(command -> {});
    private Path stick = Path.of("");

    @BeforeEach
    void makeStick() throws IOException {
        Needs.program("zstd");
        stick = Files.createDirectories(folder.resolve("stick"));
        for (StickFile file : StickFile.all()) {
            Path path = stick.resolve(file.path().substring(1));
            Files.createDirectories(path.getParent());
            Files.write(path, file.content().toBytes());
            path.toFile().setExecutable((file.mode() & 0100) != 0);
        }
        Files.createDirectories(stick.resolve("usr/bin"));
        Files.copy(Needs.program("busybox"), stick.resolve("usr/bin/busybox"));
    }

    @Test
    void holdsTheSameFilesAsTheImageBuildersMiniroot() {
        trickyKernel();
        compare();
    }

    @Test
    void namesTheDriverThatTheKernelLacks() {
        new FakeKernel(stick).module("btrfs");
        assertThatExceptionOfType(HtgException.class).isThrownBy(this::build).withMessageContaining("no module nvme");
        assertThat(folder.resolve("shell.img")).doesNotExist();
    }

    private void compare() {
        KernelTree kernel = KernelTree.in(stick);
        Path java = folder.resolve("java.img");
        MinirootPlan plan = new MinirootPlanner().plan(kernel, stick.resolve("usr/bin/busybox"));
        new MinirootAssembler(runner, List.of("zstd")).assemble(plan, Instant.EPOCH, java);
        Map<String, String> expected = Archive.read(java);
        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(Archive.read(build())).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private Path build() {
        Path target = folder.resolve("shell.img");
        runner.check(Command.of(
                        stick.resolve("usr/lib/htg/miniroot/build").toString(),
                        KernelTree.in(stick).version(),
                        target.toString())
                .env("HTG_ROOT", stick.toString()));
        return target;
    }

    /** Soft dependencies on modules and on aliases, dependencies in several depths, aliases of all roles. */
    private void trickyKernel() {
        new FakeKernel(stick)
                .allDrivers()
                .module("usb-common")
                .module("usbcore", "usb-common")
                .module("ehci-hcd", "usbcore", "usb-common")
                .module("ehci-pci", "ehci-hcd", "usbcore", "usb-common")
                .module("uhci-hcd", "usbcore", "usb-common")
                .module("usbhid", "usbcore", "usb-common")
                .module("libcrc32c")
                .module("btrfs", "xor", "raid6_pq", "libcrc32c")
                .soft("uhci_hcd pre: ehci_pci post: sound")
                .soft("libcrc32c pre: crypto-crc32c")
                .soft("ehci_pci pre: platform:other")
                .builtin("virtio_pci")
                .alias("crypto-crc32c", "crc32c_generic")
                .alias("crypto-crc32c", "crc32c-intel")
                .alias("usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*", "usbhid")
                .alias("pci:v*d*sv*sd*bc0Csc03i00*", "uhci-hcd")
                .alias("fs-btrfs", "btrfs")
                .alias("pci:v*d*sv*sd*bc04sc03i00*", "sound");
    }
}
