package htg.image.plan;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.image.debian.AptSource;
import htg.image.debian.BasePackage;
import htg.image.debian.DebianVersion;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeFile;
import htg.image.debian.ZfsPackages;
import htg.image.sign.TestKey;
import htg.image.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void theOrderOfTheHypervisorsChangesTheStickAndNotTheBase() {
        BuildPlan one = plan("hypervisors: [kvm, xen]", "a");
        BuildPlan two = plan("hypervisors: [xen, kvm]", "a");
        assertThat(one.basePackages()).contains("xen-system-amd64", "libvirt-daemon-driver-xen", "qemu-system-x86");
        assertThat(two.keys().base()).isEqualTo(one.keys().base());
        assertThat(two.digest()).isNotEqualTo(one.digest());
        assertThat(plan("hypervisors: [xen]", "a").basePackages()).doesNotContain("qemu-system-x86");
    }

    @Test
    void anotherPackageIndexChangesEverything() {
        assertThat(plan("", "b").keys().base())
                .isNotEqualTo(plan("", "a").keys().base());
        assertThat(plan("", "b").keys().tool())
                .isNotEqualTo(plan("", "a").keys().tool());
    }

    @Test
    void zfsIsBuiltAgainForAnotherKernelOrZfsAndNotForAnotherIndex() {
        ZfsPlan zfs = zfsPlan("a", "6.12.117", "2.3.9-1");
        assertThat(zfs.packages()).contains("linux-headers-6.12.117+deb13-amd64", "zfs-dkms");
        assertThat(zfsPlan("b", "6.12.117", "2.3.9-1").key()).isEqualTo(zfs.key());
        assertThat(zfsPlan("a", "6.12.118", "2.3.9-1").key()).isNotEqualTo(zfs.key());
        assertThat(zfsPlan("a", "6.12.117", "2.3.9-2").key()).isNotEqualTo(zfs.key());
    }

    @Test
    void theModulesOfZfsAreAnInputOfTheBase() {
        BuildPlan one = plan("pool: {type: zfs}", "a", Optional.of(zfs("6.12.117", "2.3.9-1")));
        BuildPlan two = plan("pool: {type: zfs}", "a", Optional.of(zfs("6.12.117", "2.3.9-2")));
        assertThat(one.basePackages()).contains("htg-zfs", "htg-zfs-modules", "zfsutils-linux");
        assertThat(two.keys().base()).isNotEqualTo(one.keys().base());
        assertThat(plan("", "a").zfs()).isEmpty();
        assertThat(plan("", "a").basePackages()).doesNotContain("zfsutils-linux");
    }

    @Test
    void anotherKeySignsAnotherBaseAndCompilesNothingAgain(@TempDir Path folder) throws IOException {
        TestKey.write(folder, "one");
        TestKey.write(folder, "two");
        BuildPlan one = signed(folder.resolve("one"));
        BuildPlan two = signed(folder.resolve("two"));
        BuildPlan unsigned = plan("pool: {type: zfs}", "a", Optional.of(zfs("6.12.117", "2.3.9-1")));
        assertThat(Set.of(one.keys().base(), two.keys().base()))
                .hasSize(2)
                .doesNotContain(unsigned.keys().base());
        assertThat(List.of(one.zfs(), two.zfs())).containsOnly(unsigned.zfs());
        assertThat(signed(folder.resolve("one")).digest()).isEqualTo(one.digest());
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
                .contains("UUID=" + plan.identities().pool() + " / btrfs subvol=ROOT/default,noatime 0 0\n")
                .contains("/dev/htg/root /home btrfs subvol=HOME,noatime,")
                .containsOnlyOnce("UUID=")
                .contains("/dev/htg/esp /boot/efi vfat");
    }

    @Test
    void aZfsPoolIsFoundByItsGuid() {
        BuildPlan plan = plan("{name: lab, pool: {type: zfs}}", "a", Optional.of(zfs("6.12.1", "2.3.9")));
        assertThat(plan.kernelArguments())
                .contains("root=ZFS=" + plan.identities().poolGuid() + "/ROOT/default", "rootfstype=zfs")
                .noneMatch(argument -> argument.startsWith("rootflags="));
        assertThat(plan.identities().poolGuid()).matches("[1-9][0-9]{17,19}");
        assertThat(file(plan, "etc/fstab"))
                .contains("lab/ROOT/default / zfs defaults 0 0\n", "lab/VAR/log /var/log zfs ");
    }

    @Test
    void theSticksOfAMirrorShareThePoolAndNothingElse() {
        BuildPlan plan = plan("pool: {mirror: 2}", "a");
        assertThat(plan.sticks()).extracting(Stick::image).containsExactly(Path.of("out.img"), Path.of("out-2.img"));
        StickIdentities one = plan.sticks().get(0).identities();
        StickIdentities two = plan.sticks().get(1).identities();
        assertThat(Set.of(one.disk(), one.biosBoot(), one.esp(), one.root(), two.disk(), two.biosBoot(), two.esp()))
                .hasSize(7)
                .doesNotContain(two.root());
        assertThat(one.espVolumeId()).isNotEqualTo(two.espVolumeId());
        assertThat(one.token()).matches("[0-9a-f]{16}").isEqualTo(two.token());
    }

    @Test
    void aPoolsFirstStickIsWhatItWouldBeAlone() {
        assertThat(Identities.derivedFrom("seed", 2).sticks())
                .startsWith(Identities.derivedFrom("seed", 1).sticks().get(0));
    }

    @Test
    void theOtherSticksImageIsBesideTheFirst() {
        assertThat(Stick.images(Path.of("out/lab.v2.img"), 2)).endsWith(Path.of("out/lab.v2-2.img"));
        assertThat(Stick.images(Path.of("stick"), 2)).endsWith(Path.of("stick-2"));
        assertThat(Stick.images(Path.of("out/lab.img"), 1)).containsExactly(Path.of("out/lab.img"));
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

    private static BuildPlan signed(Path name) {
        String yaml = "pool: {type: zfs}\nsecure-boot: {key: %s.key, certificate: %s.cer}\n".formatted(name, name);
        return plan(yaml, "a", Optional.of(zfs("6.12.117", "2.3.9-1")));
    }

    private static ZfsPlan zfsPlan(String index, String kernel, String version) {
        return plan("pool: {type: zfs}", index, Optional.of(zfs(kernel, version)))
                .zfs()
                .orElseThrow();
    }

    private static ZfsPackages zfs(String kernel, String version) {
        return new ZfsPackages(kernel + "+deb13-amd64", new DebianVersion(kernel + "-1"), new DebianVersion(version));
    }

    private static BuildPlan plan(String yaml, String index, Optional<ZfsPackages> zfs) {
        return plan(yaml, index, "http://mirror.test/debian", zfs);
    }

    private static BuildPlan plan(String yaml, String index, String mirror) {
        return plan(yaml, index, mirror, Optional.empty());
    }

    private static BuildPlan plan(String yaml, String index, String mirror, Optional<ZfsPackages> zfs) {
        AptSource source = new AptSource(mirror, "trixie", List.of("main"));
        PackageIndex packages = new PackageIndex(List.of(new PackageIndex.Release(source, index, DATE)), DATE);
        return new Planner(packages, BasePackage.create("1", List.of(), DATE), zfs, "same")
                .plan(SpecReader.parse("stick.yaml", yaml, List.of()), Path.of("out.img"));
    }
}
