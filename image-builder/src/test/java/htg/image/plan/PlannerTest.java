package htg.image.plan;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.image.debian.AptSource;
import htg.image.debian.BasePackage;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeFile;
import htg.image.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void theSameInputsGiveTheSameStick() {
        assertThat(plan("", "a").digest()).isEqualTo(plan("", "a").digest());
        assertThat(plan("", "a").identities()).isEqualTo(plan("", "a").identities());
    }

    @Test
    void anotherHostNameChangesThePoolAndNotTheBase() {
        BuildPlan one = plan("access: {hostname: one}", "a");
        BuildPlan two = plan("access: {hostname: two}", "a");
        assertThat(two.keys().base()).isEqualTo(one.keys().base());
        assertThat(two.keys().tool()).isEqualTo(one.keys().tool());
        assertThat(two.keys().pool()).isNotEqualTo(one.keys().pool());
        assertThat(two.identities().pool()).isNotEqualTo(one.identities().pool());
    }

    @Test
    void anotherPackageIndexChangesEverything() {
        assertThat(plan("", "b").keys().base())
                .isNotEqualTo(plan("", "a").keys().base());
        assertThat(plan("", "b").keys().tool())
                .isNotEqualTo(plan("", "a").keys().tool());
    }

    @Test
    void theMirrorsAddressIsNoInputOfTheBase() {
        assertThat(plan("", "a", "http://other.test/debian").keys().base())
                .isEqualTo(plan("", "a").keys().base());
    }

    @Test
    void theKernelFindsItsRootByThePoolsIdentity() {
        BuildPlan plan = plan("pool: {compression: none}", "a");
        assertThat(plan.kernelArguments())
                .contains("root=UUID=" + plan.identities().pool(), "rootflags=subvol=ROOT/default", "console=tty0");
        assertThat(file(plan, "etc/fstab"))
                .contains("UUID=" + plan.identities().pool()
                        + " / btrfs subvol=ROOT/default,noatime,x-systemd.growfs 0 0\n")
                .contains("UUID=" + plan.identities().espVolumeName() + " /boot/efi vfat");
    }

    @Test
    void hostIdIsNeverZeroAndTheSameOnDisk() {
        BuildPlan plan = plan("", "a");
        assertThat(plan.identities().hostId()).isNotZero();
        assertThat(plan.configuration())
                .anyMatch(file -> file.path().equals("etc/hostid") && file.content().length == 4);
    }

    @Test
    void keysAreForRootAlone() {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk1Bq3zvGJxBuVn0V1Yk3aZ1yQ0l2mXlq1b9Hk4Qm2r me";
        BuildPlan plan = plan("access: {ssh-keys: ['" + key + "']}", "a");
        assertThat(file(plan, "root/.ssh/authorized_keys")).isEqualTo(key + "\n");
        assertThat(plan.configuration())
                .filteredOn(file -> file.path().endsWith("authorized_keys"))
                .allMatch(file -> file.mode() == 0600);
    }

    @Test
    void everyPartitionIsAlignedAndBootFilesLieLow() {
        DiskLayout layout = DiskLayout.of(DataSize.parse("7777777777"));
        assertThat(List.of(layout.biosBoot(), layout.esp(), layout.root()))
                .allMatch(extent -> extent.start() % (1 << 20) == 0 && extent.length() % (1 << 20) == 0);
        assertThat(layout.esp().end()).isLessThan(4L << 30);
        assertThat(layout.root().end()).isLessThanOrEqualTo(layout.size().bytes() - 33 * 512);
    }

    private static String file(BuildPlan plan, String path) {
        return plan.configuration().stream()
                .filter(file -> file.path().equals(path))
                .map(TreeFile::content)
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static BuildPlan plan(String yaml, String index) {
        return plan(yaml, index, "http://mirror.test/debian");
    }

    private static BuildPlan plan(String yaml, String index, String mirror) {
        AptSource source = new AptSource(mirror, "trixie", List.of("main"));
        PackageIndex packages = new PackageIndex(List.of(new PackageIndex.Release(source, index, DATE)), DATE);
        return new Planner(packages, BasePackage.create("1", List.of(), DATE), "same")
                .plan(SpecReader.parse("stick.yaml", yaml, List.of()), Path.of("out.img"));
    }
}
