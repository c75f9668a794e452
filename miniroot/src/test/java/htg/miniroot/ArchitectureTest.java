package htg.miniroot;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.miniroot");

    @Test
    void importsOnlyCommonCpioAndXz() {
        module.mayImportOnly("htg.common..", "org.apache.commons.compress.archivers.cpio..", "org.tukaani.xz..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
