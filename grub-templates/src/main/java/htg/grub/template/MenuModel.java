package htg.grub.template;

import htg.grub.menu.BlockSize;
import htg.grub.menu.Boot;
import htg.grub.menu.BootMenu;
import htg.grub.menu.GrubPath;
import htg.grub.menu.GrubWord;
import htg.grub.menu.LinuxBoot;
import htg.grub.menu.MemoryTest;
import htg.grub.menu.MenuEntry;
import htg.grub.menu.Need;
import htg.grub.menu.Needs;
import htg.grub.menu.XenBoot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A menu in the words that its template lays out. Each entry has a {@code kind}, by which the template chooses. */
final class MenuModel {
    private MenuModel() {}

    static Map<String, Object> of(BootMenu menu, BlockSize reads) {
        Map<String, Object> model = new HashMap<>();
        model.put("reads", reads.word());
        model.put("entries", menu.entries().stream().map(MenuModel::entry).toList());
        model.put("needs", menu.needs().stream().map(MenuModel::needs).toList());
        model.put(
                "advice",
                menu.needs().stream()
                        .flatMap(needs -> needs.all().stream().map(need -> advice(needs, need)))
                        .toList());
        model.put("mostMemory", mostMemory(menu));
        model.put("defaultId", menu.defaultId());
        model.put("timeout", menu.timeout().toSeconds());
        menu.serial().ifPresent(serial -> {
            model.put("serialUnit", serial.unit());
            model.put("serialSpeed", serial.speed());
            model.put("serialConsole", serial.kernelArgument());
        });
        return model;
    }

    /** The number of the last KiB that the entry with the greatest need wants. */
    private static long mostMemory(BootMenu menu) {
        return menu.needs().stream()
                .flatMap(needs -> needs.all().stream())
                .map(Need::check)
                .filter(Need.Check.Memory.class::isInstance)
                .map(Need.Check.Memory.class::cast)
                .mapToLong(Need.Check.Memory::lastKibibyte)
                .max()
                .orElse(0);
    }

    private static Map<String, Object> entry(MenuEntry entry) {
        Map<String, Object> model = new HashMap<>();
        model.put("id", entry.id());
        model.put("title", GrubWord.quote(entry.title()));
        if (!entry.needs().all().isEmpty()) {
            model.put("needs", entry.needs().name());
        }
        if (entry.isRemembered()) {
            model.put("remembered", entry.id());
        }
        model.putAll(content(entry));
        hypervisor(entry).ifPresent(file -> model.put("hiddenWithout", List.of(file.value())));
        return model;
    }

    private static Map<String, Object> content(MenuEntry entry) {
        if (entry instanceof MenuEntry.Start start) {
            return boot(start.boot(), GrubPath::value);
        } else if (entry instanceof MenuEntry.Newest newest) {
            return newest(newest);
        } else if (entry instanceof MenuEntry.Upgraded upgraded) {
            return with(
                    boot(upgraded.boot(), GrubPath::value),
                    Map.of(
                            "onlyWith", List.of(upgraded.complete().value()),
                            "upgrades", upgraded.upgrades(),
                            "remembered", upgraded.upgrades()));
        } else if (entry instanceof MenuEntry.Previous previous) {
            return with(boot(previous.boot(), GrubPath::value), Map.of("onlyWith", kept(previous.boot())));
        } else if (entry instanceof MenuEntry.Memory memory) {
            return memoryTest(memory.test());
        } else if (entry instanceof MenuEntry.FirmwareSetup) {
            return Map.of("kind", "firmware-setup");
        }
        return Map.of("kind", "power-off");
    }

    /** Xen is a package, which may be removed: whatever started it would fail for ever, and nobody be there to choose. */
    private static Optional<GrubPath> hypervisor(MenuEntry entry) {
        Optional<Boot> boot = Optional.empty();
        if (entry instanceof MenuEntry.Start start) {
            boot = Optional.of(start.boot());
        } else if (entry instanceof MenuEntry.Newest newest) {
            boot = Optional.of(newest.boot());
        }
        return boot.filter(XenBoot.class::isInstance).map(XenBoot.class::cast).map(XenBoot::hypervisor);
    }

    /** The files without which there is no such boot: a kernel is kept with the hypervisor that it ran under, if it was one. */
    private static List<String> kept(Boot boot) {
        return boot instanceof XenBoot xen
                ? List.of(xen.kernel().value(), xen.hypervisor().value())
                : List.of(boot.kernel().value());
    }

    /** GRUB finds out in which folder the files are when the entry is chosen. */
    private static Map<String, Object> newest(MenuEntry.Newest entry) {
        return with(
                boot(entry.boot(), file -> "$htg_set/" + file.name()),
                Map.of(
                        "instead", entry.complete().value(),
                        "folder", entry.boot().kernel().folder(),
                        "upgradedFolder", entry.upgraded().kernel().folder()));
    }

    private static Map<String, Object> boot(Boot boot, Function<GrubPath, String> place) {
        if (boot instanceof XenBoot xen) {
            return with(
                    linux("xen", xen.dom0(), place),
                    Map.of(
                            "hypervisor", place.apply(xen.hypervisor()),
                            "options", xen.options().asGrubWords()));
        }
        return linux("linux", (LinuxBoot) boot, place);
    }

    private static Map<String, Object> linux(String kind, LinuxBoot boot, Function<GrubPath, String> place) {
        return Map.of(
                "kind", kind,
                "kernel", place.apply(boot.kernel()),
                "ramdisks", boot.ramdisks().stream().map(place).toList(),
                "arguments", boot.arguments().asGrubWords());
    }

    private static Map<String, Object> memoryTest(MemoryTest test) {
        return Map.of(
                "kind", "memory-test",
                "uefi", test.uefi().value(),
                "bios", test.bios().value(),
                "bios32", test.bios32().value());
    }

    /** In the order in which the script asks: of several that lack, the last one counts. */
    private static Map<String, Object> needs(Needs needs) {
        List<Map<String, Object>> all =
                new ArrayList<>(needs.all().stream().map(MenuModel::need).toList());
        Collections.reverse(all);
        return Map.of("name", needs.name(), "all", all);
    }

    private static Map<String, Object> need(Need need) {
        Map<String, Object> model = new HashMap<>(Map.of("word", need.word(), "note", need.note()));
        Need.Check check = need.check();
        if (check instanceof Need.Check.LongMode) {
            model.put("check", "long-mode");
        } else if (check instanceof Need.Check.SecureBootOff) {
            model.put("check", "secure-boot-off");
        } else if (check instanceof Need.Check.Memory memory) {
            model.put("check", "memory");
            model.put("lastKibibyte", memory.lastKibibyte());
        }
        return model;
    }

    private static Map<String, Object> advice(Needs needs, Need need) {
        return Map.of(
                "lack",
                needs.name() + "-" + need.word(),
                "lines",
                need.advice().stream().map(GrubWord::quote).toList());
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
