package htg.testvm.stick;

import static htg.testvm.stick.Stage.BASE;
import static htg.testvm.stick.Stage.CONSOLES;
import static htg.testvm.stick.Stage.DISCOVER;
import static htg.testvm.stick.Stage.FIRMWARE;
import static htg.testvm.stick.Stage.GRUB;
import static htg.testvm.stick.Stage.IMPORT;
import static htg.testvm.stick.Stage.KERNEL;
import static htg.testvm.stick.Stage.MODULES;
import static htg.testvm.stick.Stage.MULTI_USER;
import static htg.testvm.stick.Stage.NOWHERE;
import static htg.testvm.stick.Stage.SWITCH;

import htg.common.process.CommandRunner;
import htg.fsimage.volume.Extent;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A deliberate way to break a stick, with the stage at which a boot tester must see it: for a BIOS, for UEFI, for UEFI with
 * Secure Boot. Some break nothing on some firmware, which a tester must see as well.
 *
 * <p>What each changes is named as {@link Difference} names it.
 */
public enum Mutation {
    // What a BIOS reads first.
    NO_BOOT_CODE(GRUB, NOWHERE, NOWHERE, "boot code", copy -> copy.zero(StickParts.BOOT_CODE)),
    NO_CORE_IMAGE(
            GRUB, NOWHERE, NOWHERE, "core image", copy -> copy.zero(copy.parts().biosBoot())),
    FLIPPED_CORE_IMAGE(GRUB, NOWHERE, NOWHERE, "core image", copy -> {
        long place = copy.parts().biosBoot().offset() + 0x4000;
        byte[] bytes = copy.parts().bytes(new Extent(place, 64));
        Change.flip(bytes, 0, bytes.length);
        copy.patch(place, bytes);
    }),

    // The partition table. GRUB and Linux read only the first copy; UEFI firmware repairs it from the other.
    NO_PRIMARY_TABLE(GRUB, NOWHERE, NOWHERE, "partition table", copy -> copy.zero(Change.PRIMARY_TABLE)),
    NO_TABLES(GRUB, FIRMWARE, FIRMWARE, "partition table", copy -> {
        copy.zero(Change.PRIMARY_TABLE);
        copy.zero(new Extent(copy.parts().image().size().bytes() - Change.SECTOR, Change.SECTOR));
    }),

    // The boot partition.
    NO_BOOT_FILE_SYSTEM(
            GRUB,
            FIRMWARE,
            FIRMWARE,
            "boot file system",
            copy -> copy.zero(Change.startOf(copy.parts().esp(), Change.SECTOR))),
    /** The firmware starts GRUB from this partition, and there GRUB stays when its search finds none. */
    OTHER_VOLUME_ID(
            NOWHERE,
            NOWHERE,
            NOWHERE,
            "boot file system",
            copy -> copy.patch(copy.parts().esp().offset() + 67, new byte[] {1, 2, 3, 4})),

    // What UEFI starts.
    NO_SHIM(NOWHERE, FIRMWARE, FIRMWARE, Change.SHIM, Change.delete(Change.SHIM)),
    UNSIGNED_SHIM(NOWHERE, NOWHERE, FIRMWARE, Change.SHIM, Change.unsign(Change.SHIM)),
    NO_EFI_GRUB(NOWHERE, GRUB, GRUB, Change.EFI_GRUB, Change.delete(Change.EFI_GRUB)),
    UNSIGNED_GRUB(NOWHERE, NOWHERE, GRUB, Change.EFI_GRUB, Change.unsign(Change.EFI_GRUB)),
    /** GRUB starts, and shows its prompt instead of a menu. */
    NO_EFI_STUB(NOWHERE, GRUB, GRUB, StickParts.EFI_STUB, Change.delete(StickParts.EFI_STUB)),

    // The menu.
    NO_MENU(GRUB, GRUB, GRUB, StickParts.MENU, Change.delete(StickParts.MENU)),
    /** GRUB says so, drops the entries, and shows its prompt instead of a menu. */
    MENU_WITH_SYNTAX_ERROR(
            GRUB,
            GRUB,
            GRUB,
            StickParts.MENU,
            copy -> copy.edit(
                    StickParts.MENU, text -> text.replaceFirst("(?m)^menuentry", "if [ -f broken; then\n$0"))),
    MENU_WITHOUT_ENTRIES(
            GRUB,
            GRUB,
            GRUB,
            StickParts.MENU,
            copy -> copy.edit(StickParts.MENU, text -> text.replaceAll("(?ms)^ *menuentry .*?^ *}$", "true"))),
    WRONG_ROOT_ID(
            DISCOVER,
            DISCOVER,
            DISCOVER,
            StickParts.MENU,
            copy -> Change.menu(copy.parts().poolId().orElseThrow().toString(), "01234567-89ab-8cde-8f01-23456789abcd")
                    .applyTo(copy)),
    NO_ROOT_ARGUMENT(DISCOVER, DISCOVER, DISCOVER, StickParts.MENU, Change.menu("root=UUID=", "toor=")),
    WRONG_SUBVOLUME(IMPORT, IMPORT, IMPORT, StickParts.MENU, Change.menu("subvol=ROOT/", "subvol=NONE/")),
    NO_BASE_INIT(IMPORT, IMPORT, IMPORT, StickParts.MENU, Change.argument("init=/nonexistent")),
    BASE_INIT_ENDS(BASE, BASE, BASE, StickParts.MENU, Change.argument("init=/bin/true")),
    BASE_WITHOUT_LOGIN(
            MULTI_USER, MULTI_USER, MULTI_USER, StickParts.MENU, Change.argument("systemd.unit=rescue.target")),

    // The kernel.
    NO_KERNEL(KERNEL, KERNEL, KERNEL, Change.VMLINUZ, Change.delete(Change.VMLINUZ)),
    HALF_A_KERNEL(KERNEL, KERNEL, KERNEL, Change.VMLINUZ, Change.halve(Change.VMLINUZ)),
    FLIPPED_KERNEL(KERNEL, KERNEL, KERNEL, Change.VMLINUZ, Change.flip(Change.VMLINUZ, 50, 4096)),
    UNSIGNED_KERNEL(NOWHERE, NOWHERE, KERNEL, Change.VMLINUZ, Change.unsign(Change.VMLINUZ)),

    // The ramdisk. What is unpacked before the damage stays; the trampoline's mount points come last.
    NO_RAMDISK(KERNEL, KERNEL, KERNEL, Change.MINIROOT, Change.delete(Change.MINIROOT)),
    HALF_A_RAMDISK(CONSOLES, CONSOLES, CONSOLES, Change.MINIROOT, Change.halve(Change.MINIROOT)),
    FLIPPED_RAMDISK(CONSOLES, CONSOLES, CONSOLES, Change.MINIROOT, Change.flip(Change.MINIROOT, 1, 4096)),
    /** Longer than the longest block of the compressor (128 KiB): it is sure to hit the head of one, so that unpacking ends. */
    RAMDISK_FLIPPED_LATER(CONSOLES, CONSOLES, CONSOLES, Change.MINIROOT, Change.flip(Change.MINIROOT, 60, 1 << 17)),
    RAMDISK_WITHOUT_USB_STORAGE(
            DISCOVER, DISCOVER, DISCOVER, Change.MINIROOT, Change.withoutInRamdisk(".*/usb-storage\\.ko")),
    RAMDISK_WITHOUT_BTRFS(IMPORT, IMPORT, IMPORT, Change.MINIROOT, Change.withoutInRamdisk(".*/btrfs\\.ko")),
    RAMDISK_WITHOUT_INIT(CONSOLES, CONSOLES, CONSOLES, Change.MINIROOT, Change.withoutInRamdisk(Ramdisk.INIT)),
    RAMDISK_INIT_NOT_EXECUTABLE(
            CONSOLES,
            CONSOLES,
            CONSOLES,
            Change.MINIROOT,
            copy -> Ramdisk.rewrite(copy, Ramdisk::withoutExecutableInit, text -> text)),
    RAMDISK_INIT_WITH_SYNTAX_ERROR(
            CONSOLES,
            CONSOLES,
            CONSOLES,
            Change.MINIROOT,
            copy -> Ramdisk.rewrite(copy, entry -> true, text -> text.replaceFirst("\n", "\n)\n"))),
    /** Nobody can say anything then, which looks like a kernel that hangs. */
    RAMDISK_WITHOUT_CONSOLES_STAGE(
            KERNEL, KERNEL, KERNEL, Change.MINIROOT, Change.withoutInRamdisk(".*/10-open-consoles")),
    RAMDISK_WITHOUT_MODULES_STAGE(
            MODULES, MODULES, MODULES, Change.MINIROOT, Change.withoutInRamdisk(".*/20-load-modules")),
    RAMDISK_WITHOUT_SWITCH_STAGE(SWITCH, SWITCH, SWITCH, Change.MINIROOT, Change.withoutInRamdisk(".*/50-switch-root")),

    // The root pool.
    NO_FIRST_SUPERBLOCK(DISCOVER, DISCOVER, DISCOVER, "root pool", PoolDamage::firstSuperblock),
    NO_SUPERBLOCKS(DISCOVER, DISCOVER, DISCOVER, "root pool", PoolDamage::allSuperblocks),
    OTHER_POOL_ID(DISCOVER, DISCOVER, DISCOVER, "root pool", PoolDamage::otherId),
    NO_CHUNK_TREE(IMPORT, IMPORT, IMPORT, "root pool", PoolDamage::chunkTree),
    NO_ROOT_TREE(IMPORT, IMPORT, IMPORT, "root pool", PoolDamage::rootTree),
    /** As after copying to a medium that is too small; the backup of the partition table is lost, too. */
    CUT_POOL(
            DISCOVER,
            DISCOVER,
            DISCOVER,
            "size",
            copy -> copy.cut(copy.parts().pool().offset() + copy.parts().pool().length() / 2));

    private static final Set<Bus> WITHOUT_USB_STORAGE_ALONE =
            Set.of(Bus.USB_XHCI, Bus.USB_EHCI, Bus.USB_UHCI, Bus.USB_OHCI);

    private static final Set<Mutation> STARTED_AND_SILENT =
            EnumSet.of(HALF_A_KERNEL, FLIPPED_KERNEL, RAMDISK_WITHOUT_CONSOLES_STAGE);

    private final Stage bios;
    private final Stage uefi;
    private final Stage secureBoot;
    private final String changed;

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state, which no annotation can promise
    private final Change change;

    Mutation(Stage bios, Stage uefi, Stage secureBoot, String changed, Change change) {
        this.bios = bios;
        this.uefi = uefi;
        this.secureBoot = secureBoot;
        this.changed = changed;
        this.change = change;
    }

    /** All of them, simple ones first. */
    public static Stream<Mutation> all() {
        return Arrays.stream(values());
    }

    /** Writes a broken copy of a sound stick, and returns its parts at their old places. */
    public StickParts apply(CommandRunner runner, StickParts stick, Path target) {
        return StickCopy.make(runner, stick, target, change::applyTo);
    }

    /** Where a boot of the broken stick ends. */
    public Stage expected(Firmware firmware, Bus bus) {
        if (this == RAMDISK_WITHOUT_USB_STORAGE && !WITHOUT_USB_STORAGE_ALONE.contains(bus)) {
            return NOWHERE;
        }
        return switch (firmware) {
            case BIOS -> bios;
            case UEFI -> uefi;
            case UEFI_SECURE_BOOT -> secureBoot;
            case DIRECT -> expectedWithoutFirmware(bus);
        };
    }

    /** Where a boot ends that QEMU starts with the kernel of the broken stick; what only firmware and GRUB read is past. */
    public Stage expectedWithoutFirmware(Bus bus) {
        Stage full = this == NO_PRIMARY_TABLE || this == NO_TABLES ? DISCOVER : expected(Firmware.BIOS, bus);
        return full.compareTo(CONSOLES) < 0 && !STARTED_AND_SILENT.contains(this) ? NOWHERE : full;
    }

    /** Whether the medium must be no larger than the image for this to show: most media are, and then look different. */
    public boolean needsMediumOfItsSize() {
        return this == CUT_POOL || this == NO_PRIMARY_TABLE;
    }

    /** What it changes, and nothing else. */
    public String changed() {
        return changed;
    }

    /** For a file's or a test's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
