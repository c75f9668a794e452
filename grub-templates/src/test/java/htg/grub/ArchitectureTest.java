package htg.grub;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.grub");

    @Test
    void importsOnlyCommon() {
        module.mayImportOnly("htg.common..", "javax.security.auth.x500..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
