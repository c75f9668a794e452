package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.grub.Tools;
import htg.grub.menu.VolumeId;
import htg.grub.template.GrubConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's GRUB; the build uses that of its tool root. */
class CoreImageIT {
    @TempDir
    private Path folder;

    private byte[] make(Path platform, String name) throws IOException {
        Command mkimage = Tools.require("grub-mkimage", "grub-common");
        Path home = Files.createDirectories(folder.resolve(name));
        Path early = home.resolve("early.cfg");
        Files.writeString(early, GrubConfig.early(new VolumeId(0x1A2B3C4D)));
        Path output = home.resolve("core.img");
        Tools.RUNNER.check(new CoreImage(platform, 2, Optional.empty()).command(mkimage, early, output));
        return Files.readAllBytes(output);
    }

    @Test
    void theSameInputsMakeTheSameImageWhereverAndWhenever() throws Exception {
        Path platform = Tools.requireFolder("/usr/lib/grub/i386-pc", "grub-pc-bin");
        byte[] first = make(platform, "first");
        Thread.sleep(1100);
        assertThat(make(platform, "second")).isEqualTo(first);
    }

    @Test
    void theRealImagesAreEmbeddedAndProved() throws IOException {
        Path platform = Tools.requireFolder("/usr/lib/grub/i386-pc", "grub-pc-bin");
        byte[] core = make(platform, "core");
        byte[] boot = Files.readAllBytes(platform.resolve("boot.img"));
        BiosBootCode code = BiosBootCode.embed(boot, core, 2048, 1 << 20, BiosBootCode.DriveCheck.HARD_DISK);
        byte[] mbr = Arrays.copyOf(code.bootCode(), 512);
        mbr[510] = 0x55;
        mbr[511] = (byte) 0xAA;
        BootChain.verify(mbr, Arrays.copyOf(code.core(), 1 << 20), 2048, core);
    }

    @Test
    void everyFileForTheStickIsThereAndTheyAreFew() {
        Path platform = Tools.requireFolder("/usr/lib/grub/i386-pc", "grub-pc-bin");
        ModuleCatalogue catalogue = ModuleCatalogue.read(platform);
        assertThat(catalogue.filesForStick(GrubModules.XEN).values())
                .allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(catalogue.filesForStick(List.of()))
                .hasSizeLessThan(30)
                .containsKey("ls.mod")
                .doesNotContainKey("multiboot2.mod");
        assertThat(catalogue.filesForStick(GrubModules.XEN)).containsKeys("ls.mod", "multiboot2.mod", "gzio.mod");
        assertThat(catalogue.commandListForStick()).contains("*ls: ls\n").doesNotContain("zfs");
    }
}
