package htg.testvm.stick;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LittleEndian;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One stick with some components of another. Where these name each other, the names are made to match, so that a mere
 * difference of identity never decides how the result boots:
 *
 * <ul>
 *   <li>The boot partition's serial number goes with {@link Component#BOOT_CODE}, since the core image has it built in,
 *       compressed. The text by which the signed GRUB finds the menu then gets the result's number.
 *   <li>The pool's UUID goes with {@link Component#ROOT_POOL}. The menu then gets the result's UUID.
 * </ul>
 *
 * Only what is the real identity of one of the two sticks is replaced: a menu that names a pool which never was stays
 * wrong, and goes on to be the menu's fault. A pool without any sound superblock has no UUID to replace. What the base
 * system says in its {@code /etc/fstab} about the boot partition is not changed; that mount may fail ({@code nofail}).
 *
 * @param base gives the partition table and all that is not exchanged
 * @param donor gives the components
 */
public record Exchange(StickParts base, StickParts donor, Set<Component> components) {
    private static final int FAT_SERIAL = 67;
    private static final int FAT_BACKUP_SECTOR = 50;
    private static final int SECTOR = 512;

    public Exchange {
        components = Set.copyOf(components);
    }

    /**
     * Writes the exchanged stick; {@code target} appears when it is complete.
     *
     * @throws HtgException {@link ExitCode#REFUSED} when the donor's part does not fit into the base
     */
    public StickParts write(CommandRunner runner, Path target) {
        requireFit();
        return StickCopy.make(runner, base, target, this::exchange);
    }

    private void exchange(StickCopy copy) {
        if (components.contains(Component.ROOT_POOL)) {
            copyPool(copy);
        }
        if (components.contains(Component.BOOT_CODE)) {
            copyBootCode(copy);
        }
        components.stream().filter(Component::isFiles).sorted().forEach(component -> copyFiles(copy, component));
        matchVolumeId(copy);
        matchPoolId(copy);
    }

    private void copyPool(StickCopy copy) {
        Extent room = base.pool();
        long length = Math.min(room.length(), donor.pool().length());
        copy.copy(donor, donor.pool().offset(), new Extent(room.offset(), length));
        if (length < room.length()) {
            copy.zero(new Extent(room.offset() + length, room.length() - length));
        }
    }

    private void copyBootCode(StickCopy copy) {
        copy.copy(donor, donor.biosBoot().offset(), base.biosBoot());
        copy.patch(StickParts.BOOT_CODE.offset(), donor.bytes(StickParts.BOOT_CODE));
        byte[] serial = donor.bytes(new Extent(donor.esp().offset() + FAT_SERIAL, Integer.BYTES));
        byte[] sector = base.bytes(new Extent(base.esp().offset() + FAT_BACKUP_SECTOR, Short.BYTES));
        long backup = LittleEndian.of(sector).u16(0);
        copy.patch(base.esp().offset() + FAT_SERIAL, serial);
        if (backup != 0) {
            copy.patch(base.esp().offset() + backup * SECTOR + FAT_SERIAL, serial);
        }
    }

    private void copyFiles(StickCopy copy, Component component) {
        // All old ones go first, for the room.
        copy.parts().files(component).forEach(copy::delete);
        donor.files(component).forEach(path -> copy.write(path, donor.file(path)));
    }

    private void matchVolumeId(StickCopy copy) {
        boolean affected = components.contains(Component.BOOT_CODE) || components.contains(Component.EFI_LOADERS);
        if (affected && copy.parts().has(StickParts.EFI_STUB)) {
            String id = copy.parts().volumeId();
            copy.edit(StickParts.EFI_STUB, text -> replaced(text, List.of(base.volumeId(), donor.volumeId()), id));
        }
    }

    /** A pool without a sound superblock has no name; then the menu keeps what it says. */
    private void matchPoolId(StickCopy copy) {
        boolean affected = components.contains(Component.ROOT_POOL) || components.contains(Component.MENU);
        Optional<UUID> id = copy.parts().poolId();
        if (affected && id.isPresent() && copy.parts().has(StickParts.MENU)) {
            List<String> real = Stream.of(base, donor)
                    .flatMap(stick -> stick.poolId().stream())
                    .map(UUID::toString)
                    .toList();
            copy.edit(StickParts.MENU, text -> replaced(text, real, id.get().toString()));
        }
    }

    private static String replaced(String text, List<String> old, String now) {
        String all = old.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(all, Pattern.CASE_INSENSITIVE).matcher(text).replaceAll(now);
    }

    private void requireFit() {
        if (components.contains(Component.BOOT_CODE) && !donor.biosBoot().equals(base.biosBoot())) {
            throw refused("its BIOS boot partition is at another place, which its boot code has built in");
        }
        if (components.contains(Component.ROOT_POOL)) {
            long needed = donor.poolId().isPresent()
                    ? donor.superblocks().superblock().deviceBytes()
                    : donor.pool().length();
            if (needed > base.pool().length()) {
                throw refused("its root pool of " + new DataSize(needed) + " does not fit into a partition of "
                        + new DataSize(base.pool().length()));
            }
        }
        boolean inEnvironments = components.stream().anyMatch(Component::isInEnvironments);
        if (inEnvironments && !donor.environments().equals(base.environments())) {
            throw refused(
                    "it has the boot environments " + donor.environments() + " instead of " + base.environments());
        }
    }

    private HtgException refused(String why) {
        return new HtgException(
                ExitCode.REFUSED,
                "Image " + donor.image().path() + " cannot give its " + names() + " to "
                        + base.image().path() + ": " + why,
                "Exchange other components, or the other way round.");
    }

    private String names() {
        return components.stream().sorted().map(Component::toString).collect(Collectors.joining(", "));
    }
}
