package htg.image.step;

import htg.grub.menu.GrubPath;
import htg.grub.menu.MemoryTest;
import htg.image.tool.ToolRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Debian's Memtest86+ on the boot partition. */
final class MemoryTestFiles {
    private MemoryTestFiles() {}

    /**
     * Adds its files.
     *
     * @param files what the boot partition gets
     * @return where they are there; nothing, where this Debian's package has not all of them
     */
    static Optional<MemoryTest> add(Map<String, Path> files, ToolRoot tools) {
        MemoryTest places = MemoryTest.ON_STICK;
        Map<GrubPath, Path> sources = new LinkedHashMap<>();
        sources.put(places.uefi(), tools.file("boot/memtest86+x64.efi"));
        sources.put(places.bios(), tools.file("boot/memtest86+x64.bin"));
        sources.put(places.bios32(), tools.file("boot/memtest86+ia32.bin"));
        if (!sources.values().stream().allMatch(Files::isRegularFile)) {
            return Optional.empty();
        }
        sources.forEach((place, source) -> files.put(place.value().substring(1), source));
        return Optional.of(places);
    }
}
