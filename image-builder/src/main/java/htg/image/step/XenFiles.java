package htg.image.step;

import htg.grub.core.GrubModules;
import htg.grub.core.ModuleCatalogue;
import htg.grub.core.SignedGrub;
import htg.grub.menu.BootEnvironment;
import htg.image.tool.ToolRoot;
import htg.miniroot.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** What starts Xen, on the boot partition. */
final class XenFiles {
    private static final String UEFI_MODULES = "usr/lib/grub/x86_64-efi";
    private static final List<Tier> FOR_DOM0 = List.of(Tier.CORE, Tier.BUSES);

    private final ToolRoot tools;
    private final SortedMap<String, Path> files;

    XenFiles(ToolRoot tools, SortedMap<String, Path> files) {
        this.tools = tools;
        this.files = files;
    }

    /** Adds the hypervisor, and the tiers that dom0 needs in one file in {@code work}: Xen takes no more than one. */
    void addTo(BootEnvironment environment, Path xen, Miniroot miniroot, Path work) {
        Path ramdisk = work.resolve("dom0.img");
        try (OutputStream joined = Files.newOutputStream(ramdisk)) {
            for (Tier tier : FOR_DOM0) {
                Files.copy(miniroot.image(tier), joined);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        files.put(environment.xen().value().substring(1), xen);
        files.put(environment.dom0Ramdisk().value().substring(1), ramdisk);
    }

    /** Adds the modules that the signed GRUB lacks for it. */
    void addModulesFor(SignedGrub grub) {
        String folder = ModuleCatalogue.UEFI_FOLDER_ON_STICK.substring(1) + "/";
        ModuleCatalogue.read(tools.file(UEFI_MODULES))
                .filesBeside(grub, GrubModules.XEN)
                .forEach((name, source) -> files.put(folder + name, source));
    }
}
