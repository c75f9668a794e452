package htg.grub.template;

import htg.common.template.Templates;
import htg.grub.menu.BootMenu;
import htg.grub.menu.GrubPath;
import htg.grub.menu.GrubWord;
import htg.grub.menu.LinuxBoot;
import htg.grub.menu.MenuEntry;
import htg.grub.menu.VolumeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders GRUB's configuration files. The same input gives the same text on every host. */
public final class GrubConfig {
    static final Templates TEMPLATES = Templates.beside(GrubConfig.class);

    private GrubConfig() {}

    /** The menu, {@code /grub/grub.cfg}: one file for BIOS and UEFI. */
    public static String menu(BootMenu menu) {
        Map<String, Object> model = new HashMap<>();
        model.put("entries", menu.entries().stream().map(GrubConfig::entry).toList());
        model.put("defaultId", menu.defaultId());
        model.put("timeout", menu.timeout().toSeconds());
        menu.serial().ifPresent(serial -> {
            model.put("serialUnit", serial.unit());
            model.put("serialSpeed", serial.speed());
        });
        return TEMPLATES.render("grub.cfg.ftl", model);
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

    private static Map<String, Object> entry(MenuEntry entry) {
        Map<String, Object> model = new HashMap<>();
        model.put("id", entry.id());
        model.put("title", GrubWord.quote(entry.title()));
        if (entry instanceof MenuEntry.Linux linux) {
            model.put("kind", "linux");
            model.putAll(boot(linux.boot()));
        } else if (entry instanceof MenuEntry.Newest newest) {
            model.put("kind", "linux");
            model.put("instead", newest.complete().value());
            model.putAll(newest(newest));
        } else if (entry instanceof MenuEntry.Upgraded upgraded) {
            model.put("kind", "linux");
            model.put("onlyWith", upgraded.complete().value());
            model.put("upgrades", upgraded.upgrades());
            model.putAll(boot(upgraded.boot()));
        } else if (entry instanceof MenuEntry.Previous previous) {
            model.put("kind", "linux");
            model.put("onlyWith", previous.boot().kernel().value());
            model.putAll(boot(previous.boot()));
        } else if (entry instanceof MenuEntry.FirmwareSetup) {
            model.put("kind", "firmware-setup");
        } else {
            model.put("kind", "power-off");
        }
        return model;
    }

    /** GRUB finds out in which folder the files are when the entry is chosen. */
    private static Map<String, Object> newest(MenuEntry.Newest entry) {
        List<String> ramdisks =
                entry.boot().ramdisks().stream().map(GrubConfig::inSet).toList();
        return Map.of(
                "folder", entry.boot().kernel().folder(),
                "upgradedFolder", entry.upgraded().kernel().folder(),
                "kernel", inSet(entry.boot().kernel()),
                "ramdisks", ramdisks,
                "arguments", entry.boot().arguments().asGrubWords());
    }

    private static String inSet(GrubPath file) {
        return "$htg_set/" + file.name();
    }

    private static Map<String, Object> boot(LinuxBoot boot) {
        List<String> ramdisks = boot.ramdisks().stream().map(GrubPath::value).toList();
        return Map.of(
                "kernel", boot.kernel().value(),
                "ramdisks", ramdisks,
                "arguments", boot.arguments().asGrubWords());
    }
}
