package htg.fsimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.inspect.Needs.Answer;
import htg.fsimage.inspect.Needs.Way;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What boot sectors and loaders tell, also of systems that are not read. */
class BootSectorsTest {
    private final SampleDisk disk = new SampleDisk();

    /** Its system is on NTFS, which is not read; a disk of data has no boot manager. */
    @Test
    void knowsWindowsOnAFileSystemThatIsNotReadByItsBootManager() throws IOException {
        Part recovery = Part.partition("sda3", Volume.of(new byte[512]), "ntfs", "Windows recovery", false);
        Part system = Part.partition("sda4", Volume.of(new byte[2048]), "BitLocker", "Microsoft basic data", false);
        assertThat(disk.inspect(recovery, system).systems()).isEmpty();
        disk.esp().file("/EFI/Microsoft/Boot/bootmgfw.efi", KernelFiles.program(Map.of(".text", new byte[9])));
        Inspection inspection = disk.inspect(recovery, system);
        assertThat(inspection.systems()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.WINDOWS);
            assertThat(found.place()).isEqualTo("sda4");
            assertThat(found.architecture()).isEqualTo("x86_64");
        });
        assertThat(inspection.needs().of(Way.KVM).answer()).isEqualTo(Answer.YES);
        assertThat(inspection.needs().of(Way.CONTAINER).reasons())
                .first()
                .asString()
                .startsWith("It is Windows");
    }

    @Test
    void knowsWindowsThatABiosStarts() throws IOException {
        Volume code = SampleDisk.sectors(3, "NTFS     A disk read error occurred\r\nBOOTMGR is missing");
        assertThat(disk.inspect(Part.partition("sda3", code, "ntfs", "NTFS or exFAT", false))
                        .systems())
                .isEmpty();
        Inspection inspection = disk.inspect(Part.partition("sda3", code, "ntfs", "NTFS or exFAT", true));
        assertThat(inspection.systems()).extracting(OperatingSystem::kind).containsExactly(Kind.WINDOWS);
        assertThat(inspection.loaders())
                .containsExactly(new Loader("Windows boot code", "boot sector of sda3", Firmware.BIOS));
    }

    @Test
    void knowsFreeBsdOnZfs() throws IOException {
        Part boot = Part.partition("sda3", SampleDisk.sectors(900, "FreeBSD/x86 boot"), "", "FreeBSD boot", false);
        Part pool = Part.partition("sda4", Volume.of(new byte[512]), "zfs_member", "FreeBSD ZFS", false);
        assertThat(disk.inspect(pool).systems()).isEmpty();
        Inspection inspection = disk.inspect(SampleDisk.bootRecord("Boot loader too large"), boot, pool);
        assertThat(inspection.systems()).extracting(OperatingSystem::place).containsExactly("sda4");
        assertThat(inspection.systems()).extracting(OperatingSystem::kind).containsExactly(Kind.FREEBSD);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 'SYSLINUX', 'syslinux'",
        "3, 'EXTLINUX', 'extlinux'",
        "6, 'LILO', 'LILO'",
        "380, 'GRUB |Geom|Hard Disk|Read| Error~', 'GRUB 2'",
        "380, 'GRUB |Geom|Hard Disk|Read| Error|', 'GRUB Legacy'",
        "100, 'Missing operating system.~|Operating system load error.~', 'syslinux boot code'",
        "100, 'Missing OS~|Multiple active partitions~', 'syslinux boot code'",
        "100, 'isolinux.bin missing or corrupt.~', 'isolinux'",
        "0, '\u00fc1\u00c0 Invalid partition table|Missing operating system', 'code for the active partition'",
        "100, 'Boot:  Linu\u00f8FreeBS\u00c4', 'FreeBSD boot code'",
        "100, '!Loading', 'OpenBSD boot code'",
        "100, 'Not a bootxx image', 'NetBSD boot code'",
        "700, '>> NetBSD/x86 ffsv2 Primary Bootstrap', 'NetBSD boot code'",
        "2000, 'FreeBSD/i386 boot~', 'FreeBSD boot code'",
        "100, 'NTLDR is missing', 'Windows boot code'",
        "3, 'mkfs.fat This is not a bootable disk. NTLDR', ''",
        "3, 'nothing', ''"
    })
    void knowsLoadersInTheBootSectorsOfPartitions(int place, String text, String name) throws IOException {
        Volume volume = SampleDisk.sectors(place, text.replace('|', '\0').replace("~", "\r\n"));
        assertThat(disk.inspect(Part.partition("sda3", volume, "ext4", "Linux", false))
                        .loaders())
                .extracting(Loader::name)
                .isEqualTo(name.isEmpty() ? List.of() : List.of(name));
        assertThat(disk.inspect(Part.disk("disk", volume, "ufs")).loaders())
                .extracting(Loader::place)
                .isEqualTo(name.isEmpty() ? List.of() : List.of("boot sector of disk"));
    }

    /** Whatever formats a partition writes code to its first sector, and many tools write some to that of the disk. */
    @Test
    void codeThatNoBiosComesToDoesNotMakeItStartFromABios() throws IOException {
        disk.esp().file("/EFI/BOOT/BOOTX64.EFI", KernelFiles.program(Map.of(".text", new byte[9])));
        Part record = SampleDisk.bootRecord("Missing operating system.\r\n\0Operating system load error.\r\n");
        Volume code = SampleDisk.sectors(3, "MSDOS5.0  BOOTMGR is missing");
        Part formatted = Part.partition("sda1", code, "vfat", "EFI system", false);
        Inspection inspection = disk.inspect(record, formatted);
        assertThat(inspection.loaders())
                .contains(
                        new Loader("syslinux boot code", "master boot record", Firmware.EITHER),
                        new Loader("Windows boot code", "boot sector of sda1", Firmware.EITHER));
        assertThat(inspection.needs().firmware()).isEqualTo("UEFI");
        Part active = Part.partition("sda1", code, "vfat", "FAT32", true);
        assertThat(disk.inspect(record, active).needs().firmware()).isEqualTo("BIOS or UEFI");
    }
}
