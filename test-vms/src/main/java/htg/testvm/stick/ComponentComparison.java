package htg.testvm.stick;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.fsimage.volume.Extent;
import htg.testvm.qemu.Programs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two sticks component by component, byte by byte. Names that an {@link Exchange} makes to match do not count: two
 * menus that differ only in the UUID of their own pool are equal.
 */
public record ComponentComparison(CommandRunner runner, StickParts one, StickParts other) {
    /** Those that an exchange would change, in the order of a boot. */
    public Set<Component> differing() {
        Set<Component> differing = EnumSet.noneOf(Component.class);
        for (Component component : Component.values()) {
            if (differs(component)) {
                differing.add(component);
            }
        }
        return differing;
    }

    private boolean differs(Component component) {
        return switch (component) {
            case BOOT_CODE ->
                differs(StickParts.BOOT_CODE, StickParts.BOOT_CODE)
                        || differs(one.biosBoot(), other.biosBoot())
                        || !one.volumeId().equals(other.volumeId())
                        || filesDiffer(component);
            case ROOT_POOL -> poolsDiffer();
            default -> filesDiffer(component);
        };
    }

    private boolean differs(Extent here, Extent there) {
        return !Arrays.equals(one.bytes(here), other.bytes(there));
    }

    private boolean filesDiffer(Component component) {
        List<String> paths = one.files(component);
        return !paths.equals(other.files(component))
                || paths.stream().anyMatch(path -> !Arrays.equals(nameless(one, path), nameless(other, path)));
    }

    private static byte[] nameless(StickParts stick, String path) {
        Optional<String> name = switch (path) {
            case StickParts.EFI_STUB -> Optional.of(stick.volumeId());
            case StickParts.MENU -> stick.poolId().map(id -> id.toString());
            default -> Optional.empty();
        };
        byte[] content = stick.file(path);
        return name.map(one -> without(one, content)).orElse(content);
    }

    private static byte[] without(String name, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.replace(name.toLowerCase(Locale.ROOT), "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** By a program that passes over the holes. What it cannot read, because a pool is cut off, is a difference as well. */
    private boolean poolsDiffer() {
        return runner.run(Command.of(Programs.QEMU_IMG, "compare", "-q", "--image-opts")
                                .with(StickCopy.raw(one, one.pool()), StickCopy.raw(other, other.pool())))
                        .exitStatus()
                != 0;
    }
}
