package htg.fsimage;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.fsimage");

    @Test
    void importsOnlyTheJdk() {
        module.mayImportOnly();
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
