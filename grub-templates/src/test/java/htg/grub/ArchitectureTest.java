package htg.grub;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.grub");

    @Test
    void importsOnlyCommonAndFreeMarker() {
        module.mayImportOnly("htg.common..", "freemarker..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
