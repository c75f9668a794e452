package htg.grub.esp;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.core.ModuleCatalogue;
import htg.grub.core.SignedGrub;
import htg.grub.menu.BootMenu;
import htg.grub.menu.VolumeId;
import htg.grub.template.GrubConfig;
import htg.grub.template.GrubEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The boot partition's files that make it start: firmware programs, GRUB's configuration, modules. Kernel and ramdisk
 * come from elsewhere.
 *
 * @param written contents of files made here, by path on the boot partition
 * @param copied files of the Debian tree, by path on the boot partition
 */
public record BootPartition(SortedMap<String, byte[]> written, SortedMap<String, Path> copied) {
    /** Where the BIOS modules are in a Debian tree. */
    public static final String BIOS_PLATFORM = "usr/lib/grub/i386-pc";

    public BootPartition {
        written = Collections.unmodifiableSortedMap(new TreeMap<>(written));
        copied = Collections.unmodifiableSortedMap(new TreeMap<>(copied));
    }

    /**
     * Collects the files.
     *
     * @param menu what GRUB shows
     * @param volumeId serial number of the boot partition
     * @param debianTree root of the tree that holds GRUB, shim and MokManager
     * @throws HtgException when the tree lacks one of them, or its signed GRUB cannot show the menu
     */
    public static BootPartition of(BootMenu menu, VolumeId volumeId, Path debianTree) {
        ModuleCatalogue modules = ModuleCatalogue.read(debianTree.resolve(BIOS_PLATFORM));
        SignedGrub signed = SignedGrub.read(bytes(debianTree.resolve(FirmwareProgram.GRUB.source())));
        signed.requireMenuWorks();
        SortedMap<String, byte[]> written = new TreeMap<>();
        written.put(signed.prefix() + "/grub.cfg", ascii(GrubConfig.efiStub(volumeId)));
        written.put("/grub/grub.cfg", ascii(GrubConfig.menu(menu)));
        written.put("/grub/grubenv", GrubEnvironment.empty());
        written.put(ModuleCatalogue.FOLDER_ON_STICK + "/command.lst", ascii(modules.commandListForStick()));
        return new BootPartition(written, copied(modules, debianTree));
    }

    private static SortedMap<String, Path> copied(ModuleCatalogue modules, Path debianTree) {
        SortedMap<String, Path> copied = new TreeMap<>();
        modules.filesForStick().forEach((name, file) -> copied.put(ModuleCatalogue.FOLDER_ON_STICK + "/" + name, file));
        for (FirmwareProgram program : FirmwareProgram.values()) {
            copied.put(program.target(), debianTree.resolve(program.source()));
        }
        copied.values().forEach(BootPartition::requireFile);
        return copied;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file, null);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw missing(file, failure);
        }
    }

    private static HtgException missing(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot read " + file,
                "The tool root is incomplete; remove it from the cache to have it made anew.",
                cause);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
