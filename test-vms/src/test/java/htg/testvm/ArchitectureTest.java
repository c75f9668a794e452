package htg.testvm;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.testvm");

    @Test
    void importsCommonPicocliJacksonAndFreeMarker() {
        module.mayImportOnly("htg.common..", "picocli..", "tools.jackson..", "freemarker..", "javax.xml..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
