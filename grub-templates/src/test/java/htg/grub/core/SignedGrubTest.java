package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedGrubTest {
    private static byte[] program(String prefix, List<String> modules) {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        modules.forEach(module -> pieces.writeBytes(piece(0, elf(module))));
        pieces.writeBytes(piece(3, (prefix + "\0\0\0").getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer program = allocate(512 + 24 + pieces.size());
        program.putShort(0, (short) 0x5A4D).putInt(0x3C, 64).putInt(64, 0x4550).putShort(64 + 6, (short) 2);
        program.putShort(64 + 20, (short) 16);
        section(program, 64 + 24 + 16, ".text", 0, 512);
        section(program, 64 + 24 + 16 + 40, "mods", 512, 24 + pieces.size());
        program.putInt(512, 0x676D696D).putLong(512 + 8, 24).putLong(512 + 16, 24 + pieces.size());
        return content(program.put(512 + 24, pieces.toByteArray()));
    }

    private static void section(ByteBuffer program, int at, String name, int offset, int size) {
        program.put(at, name.getBytes(StandardCharsets.US_ASCII))
                .putInt(at + 16, size)
                .putInt(at + 20, offset);
    }

    private static byte[] piece(int type, byte[] content) {
        return content(allocate(8 + content.length)
                .putInt(0, type)
                .putInt(4, 8 + content.length)
                .put(8, content));
    }

    private static byte[] elf(String module) {
        byte[] names = "\0.modname\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
        byte[] name = (module + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = allocate(256 + 3 * 64);
        elf.put(64, names).put(128, name);
        elf.putLong(0x28, 256)
                .putShort(0x3A, (short) 64)
                .putShort(0x3C, (short) 3)
                .putShort(0x3E, (short) 2);
        elf.putInt(256 + 64, 1).putLong(256 + 64 + 0x18, 128).putLong(256 + 64 + 0x20, name.length);
        elf.putInt(256 + 128, 10).putLong(256 + 128 + 0x18, 64).putLong(256 + 128 + 0x20, names.length);
        return content(elf);
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.get(0, content);
        return content;
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void readsPrefixAndModulesFromTheProgram() {
        SignedGrub grub = SignedGrub.read(program("/EFI/debian", List.of("normal", "linux")));
        assertThat(grub.prefix()).isEqualTo("/EFI/debian");
        assertThat(grub.modules()).containsExactly("linux", "normal");
    }

    @Test
    void namesWhatTheMenuWouldMiss() {
        SignedGrub.read(program("/EFI/debian", GrubModules.NEEDED_IN_SIGNED_GRUB))
                .requireMenuWorks();
        List<String> fewer = new ArrayList<>(GrubModules.NEEDED_IN_SIGNED_GRUB);
        fewer.removeAll(List.of("serial", "fat"));
        SignedGrub lacking = SignedGrub.read(program("/EFI/debian", fewer));
        assertThatThrownBy(lacking::requireMenuWorks)
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("has no fat, serial built in");
    }

    @Test
    void refusesWhatIsNoGrubAndNeverFailsOtherwise() {
        byte[] whole = program("/EFI/debian", List.of("normal"));
        assertThatThrownBy(() -> SignedGrub.read(new byte[4096])).hasMessageContaining("no PE program");
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SignedGrub.read(cut)).isInstanceOf(HtgException.class);
        }
        for (int at = 512; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            try {
                SignedGrub.read(damaged);
            } catch (HtgException told) {
                assertThat(told).hasMessageContaining("not a signed GRUB");
            }
        }
    }
}
