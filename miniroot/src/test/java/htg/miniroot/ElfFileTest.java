package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    @Test
    void readsTheLoaderAndTheLibrariesOfAProgram() {
        ElfFile program = ElfFile.parse(program());
        assertThat(program.interpreter()).hasValue("/lib64/ld.so");
        assertThat(program.needed()).containsExactly("libone.so.1", "libc.so.6");
    }

    @Test
    void aStaticProgramNeedsNothing() {
        byte[] program = program();
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putShort(56, (short) 1);
        assertThat(ElfFile.parse(program)).isEqualTo(new ElfFile(java.util.Optional.empty(), java.util.List.of()));
    }

    @Test
    void refusesOtherFilesAndDamagedOnes() {
        byte[] script = "#!/bin/sh\necho no program\n".getBytes(StandardCharsets.US_ASCII);
        assertThatIllegalArgumentException().isThrownBy(() -> ElfFile.parse(script));
        assertThatIllegalArgumentException().isThrownBy(() -> ElfFile.parse(new byte[0]));
        byte[] cut = Arrays.copyOf(program(), 300);
        assertThatIllegalArgumentException().isThrownBy(() -> ElfFile.parse(cut));
    }

    /** Three segments: all of it at 0x400000, the loader's path at byte 240, the dynamic section at byte 256. */
    private static byte[] program() {
        ByteBuffer file = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464C457F).putShort(4, (short) 0x0102).putLong(32, 64);
        file.putShort(54, (short) 56).putShort(56, (short) 3);
        segment(file, 64, 1, 0, 512);
        segment(file, 120, 3, 240, 13);
        segment(file, 176, 2, 256, 64);
        file.put(240, "/lib64/ld.so\0".getBytes(StandardCharsets.US_ASCII));
        file.putLong(256, 1).putLong(264, 1);
        file.putLong(272, 1).putLong(280, 13);
        file.putLong(288, 5).putLong(296, 0x400000 + 400);
        file.put(400, "\0libone.so.1\0libc.so.6\0".getBytes(StandardCharsets.US_ASCII));
        return file.array();
    }

    private static void segment(ByteBuffer file, int at, int type, int offset, int size) {
        file.putInt(at, type)
                .putLong(at + 8, offset)
                .putLong(at + 16, 0x400000 + offset)
                .putLong(at + 32, size);
    }
}
