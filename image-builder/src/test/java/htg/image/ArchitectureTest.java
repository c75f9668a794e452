package htg.image;

import htg.common.arch.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final Architecture module = Architecture.of("htg.image");

    @Test
    void importsOnlyTheModulesBelowAndItsLibraries() {
        module.mayImportOnly(
                "htg.common..",
                "htg.fsimage..",
                "htg.grub..",
                "htg.miniroot..",
                "picocli..",
                "tools.jackson..",
                "org.apache.commons.compress..",
                "org.tukaani.xz..",
                // Names of those whose certificates they are.
                "javax.security.auth.x500..");
    }

    @Test
    void keepsTheHouseRules() {
        module.keepsTheHouseRules();
    }
}
