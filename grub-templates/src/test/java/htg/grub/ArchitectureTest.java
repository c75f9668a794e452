package htg.grub;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.grub");

    @Test
    void importsOnlyCommon() {
        module.mayImportOnly("htg.common..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
