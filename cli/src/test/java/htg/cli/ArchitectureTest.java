package htg.cli;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.cli");

    @Test
    void importsOnlyPicocliAndCommon() {
        module.mayImportOnly("picocli..", "htg.common..", "javax.xml..", "org.w3c.dom..", "org.xml.sax..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
