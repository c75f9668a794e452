package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the stick that marks its MBR as active, on a disk that is a file. */
class ActivateMbrIT {
    private static final Path SCRIPT = Path.of("src/main/resources/htg/image/base/files/usr/lib/htg/activate-mbr");
    private static final int ACTIVE = 446;
    private static final int KIND = 450;
    private static final int ENVIRONMENT = 992 * 1024;

    private String token = "# GRUB Environment Block\nhtg_stick=aa\n";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aMachineWhoseRootIsOnSda() throws Exception {
        Path disk = folder.resolve("sys/devices/sda");
        Files.createDirectories(disk.resolve("sda3"));
        Files.createDirectories(folder.resolve("sys/class/block"));
        Files.createSymbolicLink(folder.resolve("sys/class/block/sda3"), disk.resolve("sda3"));
        Files.createDirectories(folder.resolve("dev"));
        Path findmnt = Files.createDirectories(folder.resolve("bin")).resolve("findmnt");
        Files.writeString(findmnt, "#!/bin/sh\necho btrfs /dev/sda3\n");
        assertThat(findmnt.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void marksTheMbrInFrontOfAGptAndChangesNothingElse() throws Exception {
        byte[] before = sector(0, 0xEE);
        byte[] after = activated(before);
        assertThat(after[ACTIVE]).isEqualTo((byte) 0x80);
        after[ACTIVE] = 0;
        assertThat(after).isEqualTo(before);
    }

    @Test
    void leavesOtherMbrsAndMarkedOnesAlone() throws Exception {
        for (byte[] sector : new byte[][] {sector(0x80, 0xEE), sector(0, 0x07), sector(0, 0)}) {
            assertThat(activated(sector)).isEqualTo(sector);
        }
    }

    @Test
    void leavesADiskAloneThatIsNoStick() throws Exception {
        byte[] before = sector(0, 0xEE);
        token = "";
        assertThat(activated(before)).isEqualTo(before);
    }

    private byte[] activated(byte[] sector) throws Exception {
        byte[] whole = Arrays.copyOf(sector, 1 << 20);
        byte[] block = token.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(block, 0, whole, ENVIRONMENT, block.length);
        Path disk = Files.write(folder.resolve("dev/sda"), whole);
        new SystemCommandRunner(command -> {})
                .check(Command.of("sh", SCRIPT.toString())
                        .env("HTG_ROOT", folder.toString())
                        .env("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));
        return Arrays.copyOf(Files.readAllBytes(disk), sector.length);
    }

    private static byte[] sector(int active, int kind) {
        byte[] sector = new byte[1024];
        Arrays.fill(sector, (byte) 0x5A);
        sector[ACTIVE] = (byte) active;
        sector[KIND] = (byte) kind;
        return sector;
    }
}
