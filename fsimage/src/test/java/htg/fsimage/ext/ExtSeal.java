package htg.fsimage.ext;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.Mutants.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Knows where a sound image has its metadata, and corrects their checksums in damaged copies of it. By the layout of the original: what
 * a copy says of its layout may be a lie.
 */
final class ExtSeal implements Mutants.Seal {
    private final int blockSize;
    private final int inodeSize;
    private final int descriptorSize;
    private final int seed;
    private final long inodesPerGroup;
    private final int tableEnd;
    private final List<Integer> tables = new ArrayList<>();
    /** Blocks of folders and maps, and the inode and generation of whose they are. */
    private final List<Owned> blocks = new ArrayList<>();

    private final List<Integer> attributeBlocks = new ArrayList<>();

    private record Owned(int place, int inode, int generation) {}

    ExtSeal(byte[] image) {
        ByteBuffer bytes = in(image);
        blockSize = 1024 << bytes.getInt(1024 + 0x18);
        inodeSize = Short.toUnsignedInt(bytes.getShort(1024 + 0x58));
        descriptorSize = Math.max(32, bytes.getShort(1024 + 0xFE));
        inodesPerGroup = bytes.getInt(1024 + 0x28);
        int inodes = bytes.getInt(1024);
        seed = RawCrc32c.from(-1).add(image, 1024 + 0x68, 16).value();
        int groups = (int) (inodes / inodesPerGroup);
        for (int group = 0; group < groups; group++) {
            tables.add(bytes.getInt(descriptor(group) + 8) * blockSize);
        }
        tableEnd = groups;
        eachInode(number -> remember(bytes, number));
    }

    private static ByteBuffer in(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int descriptor(int group) {
        return (1024 / blockSize + 1) * blockSize + group * descriptorSize;
    }

    private void eachInode(IntConsumer action) {
        for (int number = 1; number <= tableEnd * inodesPerGroup; number++) {
            action.accept(number);
        }
    }

    private int inode(int number) {
        return tables.get((int) ((number - 1) / inodesPerGroup)) + (int) ((number - 1) % inodesPerGroup) * inodeSize;
    }

    private void remember(ByteBuffer image, int number) {
        int at = inode(number);
        if (image.getShort(at) == 0) {
            return;
        }
        if (image.getInt(at + 0x68) != 0) {
            attributeBlocks.add(image.getInt(at + 0x68) * blockSize);
        }
        boolean extents = (image.getInt(at + 0x20) & 0x80000) != 0;
        boolean folder = (image.getShort(at) & 0xF000) == 0x4000;
        if (extents) {
            rememberNode(image, at + 0x28, new Owned(0, number, image.getInt(at + 0x64)), folder);
        }
    }

    private void rememberNode(ByteBuffer image, int node, Owned owner, boolean folder) {
        int depth = image.getShort(node + 6);
        for (int i = 0; i < image.getShort(node + 2); i++) {
            int entry = node + 12 + 12 * i;
            if (depth > 0) {
                int block = image.getInt(entry + 4) * blockSize;
                blocks.add(new Owned(block, owner.inode(), owner.generation()));
                rememberNode(image, block, owner, folder);
            } else if (folder) {
                for (int b = 0; b < image.getShort(entry + 4); b++) {
                    int place = (image.getInt(entry + 8) + b) * blockSize;
                    blocks.add(new Owned(place, owner.inode(), owner.generation()));
                }
            }
        }
    }

    /** The numbers worth changing: superblock, descriptors, inodes in use, and blocks of folders, maps and attributes. */
    List<Field> fields(byte[] image) {
        List<Field> fields = new ArrayList<>(Mutants.fields(1024, 2048, 4));
        fields.addAll(Mutants.fields(descriptor(0), descriptor(tableEnd), 4));
        ByteBuffer bytes = in(image);
        eachInode(number -> {
            if (bytes.getShort(inode(number)) != 0) {
                fields.addAll(Mutants.fields(inode(number), inode(number) + 0x30, 2));
                fields.addAll(Mutants.fields(inode(number) + 0x30, inode(number) + inodeSize, 4));
            }
        });
        blocks.forEach(block -> fields.addAll(Mutants.fields(block.place(), block.place() + blockSize, 2)));
        attributeBlocks.forEach(place -> fields.addAll(Mutants.fields(place, place + 256, 2)));
        return fields;
    }

    @Override
    public void correct(byte[] image) {
        ByteBuffer bytes = in(image);
        blocks.forEach(block -> correctBlock(image, block));
        for (int place : attributeBlocks) {
            bytes.putInt(place + 16, 0);
            bytes.putInt(
                    place + 16,
                    RawCrc32c.from(seed)
                            .add64(place / blockSize)
                            .add(image, place, blockSize)
                            .value());
        }
        eachInode(number -> correctInode(image, number));
        for (int group = 0; group < tableEnd; group++) {
            int at = descriptor(group);
            bytes.putShort(at + 0x1E, (short) 0);
            bytes.putShort(at + 0x1E, (short) RawCrc32c.from(seed)
                    .add32(group)
                    .add(image, at, descriptorSize)
                    .value());
        }
        bytes.putInt(1024 + 0x3FC, RawCrc32c.from(-1).add(image, 1024, 0x3FC).value());
    }

    private void correctBlock(byte[] bytes, Owned block) {
        ByteBuffer image = in(bytes);
        int at = block.place();
        RawCrc32c sum = RawCrc32c.from(seed).add32(block.inode()).add32(block.generation());
        if (Short.toUnsignedInt(image.getShort(at)) == 0xF30A) {
            int tail = 12 + 12 * Short.toUnsignedInt(image.getShort(at + 4));
            if (tail <= blockSize - 4) {
                image.putInt(at + tail, sum.add(bytes, at, tail).value());
            }
        } else if (image.get(at + blockSize - 5) == (byte) 0xDE) {
            image.putInt(at + blockSize - 4, sum.add(bytes, at, blockSize - 12).value());
        }
    }

    private void correctInode(byte[] bytes, int number) {
        ByteBuffer image = in(bytes);
        int at = inode(number);
        if (image.getShort(at) == 0) {
            return;
        }
        boolean wide = inodeSize > 128 && image.getShort(at + 128) >= 4;
        image.putShort(at + 0x7C, (short) 0);
        if (wide) {
            image.putShort(at + 0x82, (short) 0);
        }
        int sum = RawCrc32c.from(seed)
                .add32(number)
                .add32(image.getInt(at + 0x64))
                .add(bytes, at, inodeSize)
                .value();
        image.putShort(at + 0x7C, (short) sum);
        if (wide) {
            image.putShort(at + 0x82, (short) (sum >> 16));
        }
    }
}
