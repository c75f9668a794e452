package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StickFileTest {
    @Test
    void packsTheHooksTheTrampolineAndTheLists() {
        assertThat(StickFile.all())
                .extracting(StickFile::path)
                .contains(
                        "/usr/sbin/update-initramfs",
                        "/etc/kernel/postinst.d/zz-htg",
                        "/etc/kernel/postrm.d/zz-htg",
                        "/usr/lib/htg/miniroot/build",
                        "/usr/lib/htg/miniroot/trampoline/init",
                        "/usr/lib/htg/miniroot/drivers/core/usb.list",
                        "/usr/lib/htg/miniroot/tools/btrfs.list");
    }

    @Test
    void makesProgramsExecutable() {
        assertThat(StickFile.all())
                .filteredOn(file -> file.content().text().startsWith("#!"))
                .isNotEmpty()
                .allMatch(file -> file.mode() == 0755);
    }
}
