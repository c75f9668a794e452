package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.core.BiosBootCode.DriveCheck;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BiosBootCodeTest {
    private static final long START = 0x1_0000_0800L;
    private static final int ROOM = 1 << 20;

    private final byte[] bootImage = Images.boot();
    private final byte[] coreImage = Images.core(100_000);

    private BiosBootCode embed(DriveCheck check) {
        return BiosBootCode.embed(bootImage, coreImage, START, ROOM, check);
    }

    private static ByteBuffer fields(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void theBootSectorLoadsTheCoreImagesFirstSector() {
        byte[] code = embed(DriveCheck.AS_GIVEN).bootCode();
        assertThat(code).hasSize(440);
        assertThat(fields(code).getLong(0x5C)).isEqualTo(START);
        byte[] expected = Arrays.copyOf(bootImage, 440);
        fields(expected).putLong(0x5C, START);
        assertThat(code).isEqualTo(expected);
    }

    @Test
    void theJumpOverTheDriveCheckIsTakenOutForHardDisks() {
        byte[] code = embed(DriveCheck.HARD_DISK).bootCode();
        assertThat(Arrays.copyOfRange(code, 0x64, 0x68)).containsExactly(0xFF, bootImage[0x65], 0x90, 0x90);
    }

    @Test
    void theBlockListCoversTheRestOfTheCoreImageInOneRun() {
        BiosBootCode code = embed(DriveCheck.HARD_DISK);
        ByteBuffer core = fields(code.core());
        assertThat(code.coreSectors()).isEqualTo(196);
        assertThat(core.capacity()).isEqualTo(196 * 512);
        assertThat(core.getLong(500)).isEqualTo(START + 1);
        assertThat(core.getShort(508)).isEqualTo((short) 195);
        assertThat(core.getShort(510)).isEqualTo((short) 0x820);
        assertThat(Arrays.copyOfRange(code.core(), 512, 100_000))
                .isEqualTo(Arrays.copyOfRange(coreImage, 512, 100_000));
        assertThat(Arrays.copyOfRange(code.core(), 100_000, 196 * 512)).containsOnly(0);
    }

    @Test
    void refusesImagesThatItDoesNotKnow() {
        assertUnknown(boot -> boot.put(0x66, (byte) 0x90), core -> {});
        assertUnknown(boot -> boot.put(0, (byte) 0), core -> {});
        assertUnknown(boot -> boot.put(511, (byte) 0), core -> {});
        assertUnknown(boot -> {}, core -> core.putShort(510, (short) 0x800));
        assertUnknown(boot -> {}, core -> core.putShort(496, (short) 3));
        assertThatThrownBy(() -> BiosBootCode.embed(new byte[511], coreImage, 1, ROOM, DriveCheck.HARD_DISK))
                .hasMessageContaining("boot.img");
        assertThatThrownBy(() -> BiosBootCode.embed(bootImage, new byte[512], 1, ROOM, DriveCheck.HARD_DISK))
                .hasMessageContaining("core image");
    }

    private void assertUnknown(Consumer<ByteBuffer> bootChange, Consumer<ByteBuffer> coreChange) {
        byte[] boot = bootImage.clone();
        byte[] core = coreImage.clone();
        bootChange.accept(fields(boot));
        coreChange.accept(fields(core));
        assertThatThrownBy(() -> BiosBootCode.embed(boot, core, START, ROOM, DriveCheck.HARD_DISK))
                .isInstanceOfSatisfying(
                        HtgException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageContaining("laid out as htg does not know it");
    }

    @Test
    void refusesACoreImageThatDoesNotFit() {
        assertThatThrownBy(() -> BiosBootCode.embed(bootImage, coreImage, START, 100_000, DriveCheck.HARD_DISK))
                .hasMessageContaining("the BIOS boot partition has 100000 bytes");
        byte[] huge = Images.core(400_000);
        assertThatThrownBy(() -> BiosBootCode.embed(bootImage, huge, START, ROOM, DriveCheck.HARD_DISK))
                .hasMessageContaining("GRUB loads at most 393216");
    }

    @Test
    void theBootChainIsProvedStepByStep() {
        byte[] mbr = mbr(embed(DriveCheck.HARD_DISK));
        byte[] partition = Arrays.copyOf(embed(DriveCheck.HARD_DISK).core(), ROOM);
        BootChain.verify(mbr, partition, START, coreImage);

        assertBroken(mbr, partition, m -> m.putShort(510, (short) 0), p -> {}, "no boot sector");
        assertBroken(mbr, partition, m -> m.put(0x64, (byte) 0x80), p -> {}, "fixed drive");
        assertBroken(mbr, partition, m -> m.putLong(0x5C, START + 1), p -> {}, "loads sector");
        assertBroken(mbr, partition, m -> {}, p -> p.putLong(500, START), "block list begins at sector");
        assertBroken(mbr, partition, m -> {}, p -> p.putShort(508, (short) 1), "block list has 1 sectors");
        assertBroken(mbr, partition, m -> {}, p -> p.putShort(510, (short) 1), "segment 1");
        assertBroken(mbr, partition, m -> {}, p -> p.putShort(496, (short) 1), "does not end");
        assertBroken(
                mbr, partition, m -> {}, p -> p.put(99_999, (byte) (p.get(99_999) ^ 1)), "does not hold this core");
        assertBroken(mbr, partition, m -> {}, p -> p.put(3, (byte) (p.get(3) ^ 1)), "does not hold this core");
        assertThatThrownBy(() -> BootChain.verify(mbr, new byte[512], START, coreImage))
                .hasMessageContaining("leaves its partition");
    }

    private void assertBroken(
            byte[] mbr, byte[] partition, Consumer<ByteBuffer> mbrFault, Consumer<ByteBuffer> partFault, String fault) {
        byte[] badMbr = mbr.clone();
        byte[] badPartition = partition.clone();
        mbrFault.accept(fields(badMbr));
        partFault.accept(fields(badPartition));
        assertThatThrownBy(() -> BootChain.verify(badMbr, badPartition, START, coreImage))
                .isInstanceOfSatisfying(
                        HtgException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.VERIFICATION))
                .hasMessageContaining(fault);
    }

    private static byte[] mbr(BiosBootCode code) {
        byte[] mbr = Arrays.copyOf(code.bootCode(), 512);
        fields(mbr).putShort(510, (short) 0xAA55);
        return mbr;
    }
}
