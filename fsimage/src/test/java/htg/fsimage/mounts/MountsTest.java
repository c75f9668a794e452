package htg.fsimage.mounts;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.testkit.MemoryTree;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {
    private static Mounts mounts() throws IOException {
        return Mounts.of(List.of(
                Mounted.of(
                        "one",
                        new MemoryTree().named("ext4", "boot", "AB-cd"),
                        Place.partition(0, Place.Table.GPT, 1).named("guid-1", "label 1")),
                Mounted.of("two", new MemoryTree().named("xfs", "root", "ef"), Place.partition(0, Place.Table.MBR, 5)),
                Mounted.of("three", new MemoryTree(), Place.logicalVolume("my-vg", "ro-ot"))));
    }

    @ParameterizedTest
    @CsvSource({
        "UUID=ab-CD, one",
        "UUID=\"AB-cd\", one",
        "LABEL=root, two",
        "PARTUUID=GUID-1, one",
        "PARTLABEL=label 1, one",
        "/dev/sda1, one",
        "/dev/nvme0n1p5, two",
        "/dev/vda5, two",
        "/dev/mapper/my--vg-ro--ot, three",
        "/dev/my-vg/ro-ot, three",
        "/dev/disk/by-uuid/ef, two",
        "/dev/disk/by-label/boot, one",
        "/dev/sdb7, none",
        "/dev/sr0, none",
        "UUID=, none",
        "tmpfs, none",
        "/dev/loop5, none"
    })
    void findsAFileSystemByAnyOfItsNames(String name, String expected) throws IOException {
        assertThat(mounts().bySpecification(name).map(Mounted::name).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'hd0,gpt1', one",
        "'hd0,msdos5', two",
        "'hd3,5', two",
        "'hd0,gpt5', two",
        "lvm/my--vg-ro--ot, three",
        "lvm/x, none",
        "hd0, none",
        "'hd0,msdos5,bsd1', none"
    })
    void findsAFileSystemByTheNameThatGrubGivesIt(String name, String expected) throws IOException {
        assertThat(mounts().byGrubName(name).map(Mounted::name).orElse("none")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-9, 6.1.0-10",
        "6.1, 6.1.1",
        "6.2~rc1, 6.2",
        "6.2-rc1, 6.2",
        "6.2.0-rc1-amd64, 6.2.0-amd64",
        "a, b",
        "'', 1",
        "1.1, 1a",
        "6.1.009, 6.1.10",
        "123^1, 124",
        "A, a"
    })
    void ordersVersions(String older, String newer) {
        assertThat(VersionOrder.OLDEST_FIRST.compare(older, newer)).isNegative();
        assertThat(VersionOrder.OLDEST_FIRST.compare(newer, older)).isPositive();
        assertThat(VersionOrder.OLDEST_FIRST.compare(newer, newer)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "arch-*, arch-linux, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "[a-c]?[!x], bzy, true",
        "[a-c]?[!x], bzx, false",
        "a[, a[, true",
        "\\*, *, true",
        "\\*, a, false",
        "'', '', true",
        "*, '', true",
        "?, '', false"
    })
    void matchesPatternsOfNames(String pattern, String name, boolean matches) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(matches);
    }

    @Test
    void readsFstab() {
        List<Fstab.Line> lines = Fstab.parse("# c\nUUID=1 / btrfs rw,subvol=/@,x=y 0 0\n/dev/a\\040b /mnt\nshort\n");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).option("subvol")).isEqualTo("/@");
        assertThat(lines.get(1).device()).isEqualTo("/dev/a b");
    }

    @Test
    void namesMatchWithoutCaseWhereThatIsWanted() throws IOException {
        MemoryTree tree = new MemoryTree().file("/EFI/Boot/BOOTX64.EFI", "x");
        Root root = Mounts.of(List.of(Mounted.of("a", tree, Place.wholeDisk(0))))
                .roots()
                .get(0);
        assertThat(root.anyCase("/efi/boot/bootx64.efi")).contains("/EFI/Boot/BOOTX64.EFI");
        assertThat(root.anyCase("/efi/none")).isEmpty();
    }

    /** Each snapshot of a system is one as well. */
    @Test
    void ofManySystemsOnlyTheLikeliestAreLookedAt() throws IOException {
        String[] paths =
                IntStream.range(0, 1000).mapToObj(number -> "/s" + number).toArray(String[]::new);
        MemoryTree tree = new MemoryTree().systemRoots(paths);
        for (String path : paths) {
            tree.folder(path);
        }
        Mounts mounts = Mounts.of(List.of(Mounted.of("a", tree, Place.wholeDisk(0))));
        assertThat(mounts.roots()).hasSize(64).first().extracting(Root::path).isEqualTo("/s0");
        assertThat(mounts.problems().list()).containsExactly("Of 1000 systems in a, 64 are looked at.");
    }
}
