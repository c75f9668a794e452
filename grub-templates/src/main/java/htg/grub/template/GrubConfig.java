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
import java.util.stream.Collectors;

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
        } else if (entry instanceof MenuEntry.Previous previous) {
            model.put("kind", "linux");
            model.put("onlyWith", previous.boot().kernel().value());
            model.putAll(boot(previous.boot()));
        } else if (entry instanceof MenuEntry.Rescue rescue) {
            model.put("kind", "linux");
            model.putAll(boot(rescue.boot()));
        } else if (entry instanceof MenuEntry.FirmwareSetup) {
            model.put("kind", "firmware-setup");
        } else {
            model.put("kind", "power-off");
        }
        return model;
    }

    private static Map<String, Object> boot(LinuxBoot boot) {
        List<String> ramdisks = boot.ramdisks().stream().map(GrubPath::value).toList();
        return Map.of(
                "kernel", boot.kernel().value(),
                "ramdisks", ramdisks.stream().collect(Collectors.joining(" ")),
                "arguments", boot.arguments().asGrubWords());
    }
}
