package htg.fsimage.xfs;

import htg.fsimage.testkit.Mutants;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** All structures that can be told by their first bytes in an image, and their checksums, corrected. */
final class XfsSeal implements Mutants.Seal {
    /**
     * A structure.
     *
     * @param checksum offset of its checksum in it; -1 where it has none
     */
    private record Place(int offset, int length, int checksum) {}

    private static final int STEP = 256;

    private final List<Place> places = new ArrayList<>();

    /** Searches an image whose inodes have this size, and whose blocks, also those of folders, have that one. */
    XfsSeal(byte[] image, int inode, int block) {
        ByteBuffer bytes = ByteBuffer.wrap(image);
        for (int at = 0; at < image.length; at += STEP) {
            Place place = place(bytes, at, inode, block);
            if (place.length > 0 && at + place.length <= image.length) {
                places.add(place);
            }
        }
    }

    private static Place place(ByteBuffer image, int at, int inode, int block) {
        int checksum = switch (image.getInt(at)) {
            case 0x424D4133 -> 64;
            case 0x58444433, 0x58444233 -> 4;
            case 0x5841524D, 0x58534C4D -> 12;
            case 0x424D4150, 0x58443244, 0x58443242 -> -1;
            default -> hashes(Short.toUnsignedInt(image.getShort(at + 8)));
        };
        if (image.getInt(at) == Superblock.MAGIC) {
            return new Place(at, 512, 224);
        } else if (image.getShort(at) == 0x494E && image.get(at + 4) >= 2 && image.get(at + 4) <= 3) {
            return new Place(at, inode, image.get(at + 4) == 3 ? 100 : -1);
        }
        return new Place(at, checksum == 0 || at % block != 0 ? 0 : block, checksum);
    }

    private static int hashes(int magic) {
        return switch (magic) {
            case 0x3EBE, 0x3BEE, 0x3DF1, 0x3DFF -> 12;
            case 0xFEBE, 0xFBEE, 0xD2F1, 0xD2FF -> -1;
            default -> 0;
        };
    }

    /** The numbers that a reader looks at: the first bytes of each structure, and those where it ends. */
    List<Mutants.Field> fields() {
        List<Mutants.Field> fields = new ArrayList<>();
        for (Place place : places) {
            fields.addAll(Mutants.fields(place.offset, place.offset + Math.min(256, place.length), 2));
            fields.addAll(Mutants.fields(place.offset + place.length - 16, place.offset + place.length, 4));
        }
        return fields;
    }

    @Override
    public void correct(byte[] image) {
        for (Place place : places) {
            if (place.checksum >= 0) {
                byte[] bytes = new byte[place.length];
                System.arraycopy(image, place.offset, bytes, 0, bytes.length);
                ByteBuffer.wrap(image)
                        .putInt(
                                place.offset + place.checksum,
                                Integer.reverseBytes(Checksum.of(bytes, place.checksum)));
            }
        }
    }
}
