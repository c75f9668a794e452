package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dpkg-deb, part of every Debian, is the judge of what a package is. */
class DebPackageIT {
    private static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @Test
    void dpkgReadsThePackage(@TempDir Path folder) throws Exception {
        DebPackage deb = BasePackage.create("0.1.0", List.of(TreeFile.text("etc/extra", 0600, "x\n")), DATE);
        Path file = Files.write(folder.resolve(deb.fileName()), deb.bytes());
        String fields =
                runner.check(Command.of("dpkg-deb", "--field", file.toString())).output();
        assertThat(fields).contains("Package: htg-base", "Provides: linux-initramfs-tool", "Version: 0.1.0+");
        String files = runner.check(Command.of("dpkg-deb", "--contents", file.toString()))
                .output();
        assertThat(files)
                .containsPattern("-rw------- \\S+ +2 2026-01-02 03:04 ./etc/extra")
                .containsPattern("-rwxr-xr-x \\S+ .* ./usr/lib/htg/landmark")
                .contains("./usr/lib/systemd/system/multi-user.target.wants/htg-landmark-multi-user.service -> ../htg");
        runner.check(Command.of(
                "dpkg-deb", "--extract", file.toString(), folder.resolve("tree").toString()));
        assertThat(folder.resolve("tree/etc/extra")).hasContent("x\n");
    }

    @Test
    void aZfsSticksPackagesFitTogether(@TempDir Path folder) throws Exception {
        ZfsPackages versions = new ZfsPackages(
                "6.12.117+deb13-amd64", new DebianVersion("6.12.117-1"), new DebianVersion("2.3.9-0+deb13u1"));
        Path modules = Files.createDirectory(folder.resolve("modules"));
        Files.writeString(modules.resolve("zfs.ko.xz"), "module");
        Path importer = Files.writeString(folder.resolve("htg-zpool"), "importer");
        String line = LocalRepository.create(
                folder,
                List.of(
                        ZfsPackage.create(versions, importer, DATE),
                        ZfsModulesPackage.create(versions, modules, DATE)));
        assertThat(line).contains(folder.toString());
        assertThat(folder.resolve("Packages"))
                .content()
                .containsPattern("Version: 2\\.3\\.9-0\\+deb13u1\\+[0-9a-f]{12}\n")
                .contains("\n\nPackage: htg-zfs-modules\n", "Provides: zfs-modules\n", "zfs-modules | zfs-dkms\n")
                .contains("Depends: kmod, linux-image-6.12.117+deb13-amd64\n");
        assertThat(contents(folder, "htg-zfs-modules_*.deb"))
                .contains("./usr/lib/modules/6.12.117+deb13-amd64/updates/dkms/zfs.ko.xz")
                .contains("./etc/dkms/zfs-2.3.9-6.12.117+deb13-amd64.conf");
        assertThat(contents(folder, "htg-zfs_*.deb"))
                .contains("./etc/systemd/system/zfs-import-scan.service -> /dev/null")
                .containsPattern("-rwxr-xr-x .* \\./etc/kernel/header_postinst.d/zz-htg")
                .containsPattern("-rwxr-xr-x .* \\./usr/lib/htg/miniroot/bin/htg-zpool");
    }

    private String contents(Path folder, String glob) throws Exception {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            Path deb = files.iterator().next();
            return runner.check(Command.of("dpkg-deb", "--contents", deb.toString()))
                    .output();
        }
    }

    @Test
    void theSameContentIsTheSamePackage() {
        assertThat(BasePackage.create("1", List.of(), DATE).bytes())
                .isEqualTo(BasePackage.create("1", List.of(), DATE).bytes());
    }

    @Test
    void anotherContentIsAnotherVersion() {
        List<TreeFile> more = List.of(TreeFile.text("usr/share/htg/x", 0644, "x"));
        assertThat(BasePackage.create("1", more, DATE).fileName())
                .isNotEqualTo(BasePackage.create("1", List.of(), DATE).fileName());
    }
}
