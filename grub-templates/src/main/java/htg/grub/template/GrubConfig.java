package htg.grub.template;

import htg.common.template.Templates;
import htg.grub.menu.BlockSize;
import htg.grub.menu.BootMenu;
import htg.grub.menu.GrubPath;
import htg.grub.menu.VolumeId;
import java.util.Map;

/** Renders GRUB's configuration files. The same input gives the same text on every host. */
public final class GrubConfig {
    static final Templates TEMPLATES = Templates.beside(GrubConfig.class);

    private GrubConfig() {}

    /**
     * The menu, {@code /grub/grub.cfg}: one file for BIOS and UEFI.
     *
     * @param reads how a BIOS is asked for what an entry loads
     */
    public static String menu(BootMenu menu, BlockSize reads) {
        return TEMPLATES.render("grub.cfg.ftl", MenuModel.of(menu, reads));
    }

    /**
     * Goes behind the menu of a stick that carries a certificate: an entry, on UEFI only, that starts the program which
     * enrols it.
     *
     * @param manager shim's MokManager
     */
    public static String enrolment(GrubPath manager) {
        return TEMPLATES.render("enrolment.cfg.ftl", Map.of("manager", manager.value()));
    }

    /**
     * What Debian's signed GRUB reads first, {@code /EFI/debian/grub.cfg}: finds the boot partition and shows its menu.
     */
    public static String efiStub(VolumeId bootPartition) {
        return TEMPLATES.render("efi-stub.cfg.ftl", Map.of("volumeId", bootPartition.asUuid()));
    }

    /**
     * What is built into the BIOS core image. It runs before GRUB has its full language, so it holds plain commands only.
     */
    public static String early(VolumeId bootPartition) {
        return TEMPLATES.render("early.cfg.ftl", Map.of("volumeId", bootPartition.asUuid()));
    }
}
