package htg.fsimage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {
    private final Volume volume = Volume.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, (byte) 0xFE, 9});

    private Structure structure(ByteOrder order) throws IOException {
        return Structure.read(volume, "test table", 2, 8, order);
    }

    @Test
    void numbersComeInTheOrderOfTheFormat() throws IOException {
        assertThat(structure(ByteOrder.LITTLE_ENDIAN).u16(0)).isEqualTo(0x0302);
        assertThat(structure(ByteOrder.BIG_ENDIAN).u16(0)).isEqualTo(0x0203);
        assertThat(structure(ByteOrder.BIG_ENDIAN).u32(4)).isEqualTo(0x0607FE09L);
        assertThat(structure(ByteOrder.LITTLE_ENDIAN).u8(6)).isEqualTo(0xFE);
    }

    @Test
    void aUuidIsTheSameInEitherOrder() throws IOException {
        Volume sixteen = Volume.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(Structure.read(sixteen, "x", 0, 16, order).uuid(0))
                    .hasToString("00010203-0405-0607-0809-0a0b0c0d0e0f");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, 8, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aFieldOutsideIsDamageWithNameAndPlace(int offset) throws IOException {
        Structure structure = structure(ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> structure.u16(offset))
                .isInstanceOfSatisfying(CorruptFileSystemException.class, damage -> {
                    assertThat(damage.structure()).isEqualTo("test table");
                    assertThat(damage.offset()).isEqualTo(2);
                })
                .hasMessageStartingWith("test table at byte 2: ");
    }

    @Test
    void aStructureOutsideOfTheVolumeIsDamage() {
        assertThatThrownBy(() -> Structure.read(volume, "test table", 5, 8, ByteOrder.BIG_ENDIAN))
                .isInstanceOf(CorruptFileSystemException.class);
        assertThatThrownBy(() -> Structure.read(volume, "test table", Long.MAX_VALUE, 8, ByteOrder.BIG_ENDIAN))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void anImpossiblyLargeNumberIsDamage() throws IOException {
        Structure all = Structure.of("x", 0, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> all.u63(0, "size")).hasMessageContaining("size is impossibly large");
    }

    @Test
    void aPartKeepsItsPlace() throws IOException {
        Structure part = structure(ByteOrder.BIG_ENDIAN).part("entry", 4, 4);
        assertThat(part.place()).isEqualTo(6);
        assertThat(part.u8(3)).isEqualTo(9);
    }
}
