package htg.image;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.image");

    @Test
    void importsOnlyTheModulesBelowAndItsLibraries() {
        module.mayImportOnly(
                "htg.common..",
                "htg.fsimage..",
                "htg.grub..",
                "htg.miniroot..",
                "picocli..",
                "tools.jackson..",
                "org.apache.commons.compress..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
