package htg.common;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.common");

    @Test
    void importsOnlyTheJdkPicocliAndWhatReadsAndWritesDocuments() {
        module.mayImportOnly("picocli..", "tools.jackson..", "com.networknt..", "org.snakeyaml..", "freemarker..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
