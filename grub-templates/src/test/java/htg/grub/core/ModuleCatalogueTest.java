package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCatalogueTest {
    @TempDir
    private Path folder;

    private ModuleCatalogue catalogue(String... lines) throws IOException {
        Files.writeString(folder.resolve("moddep.lst"), String.join("\n", lines) + "\n");
        return ModuleCatalogue.read(folder);
    }

    @Test
    void followsWhatModulesNeedEvenInACircle() throws IOException {
        ModuleCatalogue catalogue =
                catalogue("ls: datetime  extcmd", "extcmd:", "datetime: clock", "clock: datetime", "x:");
        assertThat(catalogue.closure(List.of("ls"))).containsExactly("clock", "datetime", "extcmd", "ls");
        assertThatThrownBy(() -> catalogue.closure(List.of("nothing")))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("no module nothing");
    }

    @Test
    void takesToTheStickOnlyWhatTheCoreImageLacks() throws IOException {
        String[] lines = Stream.of(GrubModules.BUILT_IN, GrubModules.COMMAND_LINE)
                .flatMap(List::stream)
                .map(module -> module + ": " + (module.equals("ls") ? "normal datetime" : ""))
                .toArray(String[]::new);
        ModuleCatalogue catalogue = catalogue(
                Stream.concat(Stream.of(lines), Stream.of("datetime:", "zfs:")).toArray(String[]::new));
        Files.writeString(folder.resolve("command.lst"), "*ls: ls\nzfsinfo: zfs\ndate: datetime\necho: echo\n");
        assertThat(catalogue.filesForStick(List.of("zfs"))).containsKey("zfs.mod");
        assertThat(catalogue.filesForStick(List.of()))
                .containsEntry("ls.mod", folder.resolve("ls.mod"))
                .containsKey("datetime.mod")
                .doesNotContainKeys("normal.mod", "zfs.mod", "echo.mod");
        assertThat(catalogue.commandListForStick()).isEqualTo("*ls: ls\ndate: datetime\n");
    }

    @Test
    void takesBesideTheSignedGrubWhatThatLacks() throws IOException {
        ModuleCatalogue catalogue = catalogue("multiboot2: elf boot", "elf:", "boot:");
        SignedGrub grub = new SignedGrub("/EFI/debian", new TreeSet<>(List.of("boot", "peimage")));
        assertThat(catalogue.filesBeside(grub, List.of("multiboot2")))
                .containsOnlyKeys("elf.mod", "multiboot2.mod")
                .containsEntry("elf.mod", folder.resolve("elf.mod"));
    }

    @Test
    void namesTheFolderThatHoldsNoGrub() {
        assertThatThrownBy(() -> ModuleCatalogue.read(folder.resolve("none")))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("none/moddep.lst");
    }

    @Test
    void noModuleIsAskedForTwice() {
        assertThat(GrubModules.BUILT_IN).doesNotHaveDuplicates();
        assertThat(GrubModules.COMMAND_LINE).doesNotHaveDuplicates();
        assertThat(GrubModules.COMMAND_LINE.stream()
                        .filter(GrubModules.BUILT_IN::contains)
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
