package htg.testvm;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.testvm");

    @Test
    void importsNothingBeyondWhatItSays() {
        module.mayImportOnly(
                "htg.common..",
                "htg.fsimage..",
                // What an image would boot is read in a confined process.
                "htg.store..",
                "picocli..",
                "com.google.zxing..",
                "tools.jackson..",
                "freemarker..",
                "javax.imageio..",
                "org.snakeyaml..",
                "org.junit..",
                "javax.xml..");
    }

    /** The command line has no JUnit. */
    @Test
    void onlyTheExtensionKnowsJUnit() {
        module.keepsTo("htg.testvm.junit..", "org.junit..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
