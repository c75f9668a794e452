package htg.grub.esp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.core.FakeDebianTree;
import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.VolumeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootPartitionTest {
    private static final VolumeId VOLUME = new VolumeId(0x1A2B3C4D);
    private static final BootMenu MENU = BootMenu.of(
            List.of(new BootEnvironment("default", "Hypervisor (KVM)", KernelArguments.of("quiet"))), Optional.empty());

    @TempDir
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        FakeDebianTree.make(tree);
    }

    @Test
    void holdsConfigurationProgramsAndModules() {
        BootPartition partition = BootPartition.of(MENU, VOLUME, tree);
        assertThat(partition.written())
                .containsOnlyKeys(
                        "/EFI/debian/grub.cfg", "/grub/grub.cfg", "/grub/grubenv", "/grub/i386-pc/command.lst");
        assertThat(new String(partition.written().get("/EFI/debian/grub.cfg"), StandardCharsets.US_ASCII))
                .contains("search.fs_uuid 1A2B-3C4D root");
        assertThat(partition.copied())
                .containsEntry("/EFI/BOOT/BOOTX64.EFI", tree.resolve("usr/lib/shim/shimx64.efi.signed"))
                .containsKeys("/EFI/BOOT/grubx64.efi", "/EFI/BOOT/mmx64.efi", "/grub/i386-pc/ls.mod")
                .doesNotContainKey("/grub/i386-pc/normal.mod");
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        for (FirmwareProgram program : FirmwareProgram.values()) {
            Path file = tree.resolve(program.source());
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(() -> BootPartition.of(MENU, VOLUME, tree))
                    .isInstanceOfSatisfying(
                            HtgException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.ENVIRONMENT))
                    .hasMessage("Cannot read " + file);
            Files.write(file, content);
        }
    }
}
