package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.miniroot.MinirootEntry.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        Files.createDirectories(folder.resolve("shell"));
        copyLibraries();
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheSameFilesAsTheImageBuildersMiniroot(PoolType pool) throws IOException {
        trickyKernel(pool);
        mount(pool);
        compare(pool);
    }

    @Test
    void holdsTheModulesOfTheOtherPoolWhereTheKernelHasThem() throws IOException {
        trickyKernel(PoolType.BTRFS);
        new FakeKernel(stick).module("spl").module("zfs", "spl");
        mount(PoolType.BTRFS);
        compare(PoolType.BTRFS);
        assertThat(Archive.read(folder.resolve("shell/rescue.img")))
                .containsKey("lib/modules/" + FakeKernel.VERSION + "/kernel/zfs.ko");
    }

    @Test
    void namesTheDriverThatTheKernelLacks() throws IOException {
        new FakeKernel(stick).module("btrfs");
        mount(PoolType.BTRFS);
        assertThatExceptionOfType(HtgException.class).isThrownBy(this::build).withMessageContaining("no module nvme");
        assertThat(folder.resolve("shell")).isEmptyDirectory();
    }

    private void compare(PoolType pool) throws IOException {
        List<RegularFile> tools = RescueTools.of(pool, List.of(stick));
        assertThat(tools).hasSizeGreaterThan(2);
        MinirootSources sources = new MinirootSources(
                KernelTree.in(stick), pool, stick.resolve("usr/bin/busybox"), importer(pool), tools);
        build();
        for (MinirootPlan plan : new MinirootPlanner().plan(sources)) {
            Path java = folder.resolve("java-" + plan.tier().file());
            new MinirootAssembler(runner, List.of("zstd")).assemble(plan, Instant.EPOCH, java);
            assertThat(Archive.read(folder.resolve("shell/" + plan.tier().file())))
                    .as("%s", plan.tier())
                    .containsExactlyInAnyOrderEntriesOf(Archive.read(java));
        }
    }

    private void build() {
        runner.check(Command.of(
                        stick.resolve("usr/lib/htg/miniroot/build").toString(),
                        FakeKernel.VERSION,
                        folder.resolve("shell").toString(),
                        "img")
                .env("HTG_ROOT", stick.toString()));
    }

    /** What the stick runs from, and what belongs to such a pool: tools, and what a ZFS pool is imported with. */
    private void mount(PoolType pool) throws IOException {
        write("proc/mounts", ("pool / " + pool.word() + " rw 0 0\n").getBytes(StandardCharsets.UTF_8));
        // Any program will do that needs libraries: nothing here runs it.
        for (String tool : ScriptResources.tools(pool)) {
            write(tool, Files.readAllBytes(Needs.program("cp")));
        }
        for (RegularFile file : importer(pool)) {
            write(
                    file.path().startsWith("bin/") ? "usr/lib/htg/miniroot/" + file.path() : file.path(),
                    file.content().toBytes());
        }
    }

    private static List<RegularFile> importer(PoolType pool) {
        return pool == PoolType.ZFS
                ? List.of(
                        new RegularFile("bin/htg-zpool", 0755, FileContent.of("#!/bin/sh\n")),
                        new RegularFile("etc/hostid", 0644, FileContent.of(new byte[] {1, 2, 3, 4})))
                : List.of();
    }

    /** The libraries of this machine, which is a Debian as the stick is, or one like it. */
    private void copyLibraries() throws IOException {
        Files.createSymbolicLink(stick.resolve("lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(stick.resolve("lib64"), Path.of("usr/lib64"));
        String libraries =
                runner.check(Command.of("ldd", Needs.program("cp").toString())).output();
        for (String word : new Scanner(libraries).tokens().toList()) {
            if (word.startsWith("/")) {
                write("usr" + word, Files.readAllBytes(Path.of(word)));
            }
        }
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = stick.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Soft dependencies on modules and on aliases, dependencies in several depths, aliases of all roles. */
    private void trickyKernel(PoolType pool) {
        new FakeKernel(stick)
                .allDrivers(pool)
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
