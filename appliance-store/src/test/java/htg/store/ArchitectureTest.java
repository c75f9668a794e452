package htg.store;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.store");

    @Test
    void importsNothingBeyondWhatItSays() {
        module.mayImportOnly("htg.common..", "htg.fsimage..", "picocli..");
    }

    /** What runs confined has nothing with it that it does not need. */
    @Test
    void theReaderNeedsNoLibrary() {
        Architecture.of("htg.store.reader").mayImportOnly("htg.fsimage..", "htg.store.frame..");
        Architecture.of("htg.store.frame").mayImportOnly();
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
