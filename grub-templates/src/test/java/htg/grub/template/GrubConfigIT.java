package htg.grub.template;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.grub.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GRUB's own parser and tools on what is rendered. */
class GrubConfigIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void grubsParserAcceptsEachVariant(Variant variant) throws IOException {
        Command check = Tools.require("grub-script-check", "grub-common");
        Path file = folder.resolve(variant.goldenFile());
        Files.writeString(file, variant.text());
        Tools.RUNNER.check(check.with(file.toString()));
    }

    @Test
    void grubsEditorTakesTheEnvironmentBlock() throws IOException {
        Command editor = Tools.require("grub-editenv", "grub-common");
        Path ours = Files.write(folder.resolve("ours"), GrubEnvironment.empty());
        Path theirs = folder.resolve("theirs");
        Tools.RUNNER.check(editor.with(theirs.toString(), "create"));
        for (Path block : new Path[] {ours, theirs}) {
            Tools.RUNNER.check(editor.with(block.toString(), "set", "saved_entry=rescue"));
        }
        assertThat(Tools.RUNNER.check(editor.with(ours.toString(), "list")).output())
                .isEqualTo("saved_entry=rescue\n");
        assertThat(ours).hasSize(1024);
    }
}
