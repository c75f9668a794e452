package htg.fsimage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.SparseBytes;
import htg.fsimage.testkit.Subject;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DamagedImagesTest {
    private final List<byte[]> seen = new ArrayList<>();
    private final DamagedImages images =
            new DamagedImages(List.of(subject(new byte[9000]), subject(new byte[] {1, 2, 3, 4, 5, 6})));

    /** With two fields, and a checksum in the first byte. */
    private Subject subject(byte[] bytes) {
        List<Mutants.Field> fields = List.of(new Mutants.Field(1, 2), new Mutants.Field(3, 2));
        return new Subject(new SparseBytes(bytes), fields, image -> image[0] = 99, image -> seen.add(image.clone()));
    }

    private byte[] read(int... input) throws IOException {
        byte[] bytes = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            bytes[i] = (byte) input[i];
        }
        images.read(bytes);
        return seen.get(seen.size() - 1);
    }

    @Test
    void anInputWithoutChangesIsTheImageItself() throws IOException {
        assertThat(read(1, 0)).containsExactly(99, 2, 3, 4, 5, 6);
        assertThat(read(2, DamagedImages.UNSEALED)).hasSize(9000).containsOnly(0);
        assertThat(images.undamaged()).hasSize(4).contains(new byte[] {0, 0}, new byte[] {1, 0});
    }

    @Test
    void writesIntoFieldsAndCopiesThem() throws IOException {
        assertThat(read(1, 0, 0, 1, 0, 0, 0, 70, 80)).containsExactly(99, 2, 3, 70, 80, 6);
        assertThat(read(1, 0, 1, 0, 0, 0, 0, -2)).containsExactly(99, 0, 3, 4, 5, 6);
        assertThat(read(1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0)).containsExactly(99, 4, 5, 4, 5, 6);
        assertThat(read(1, 0, 3, 5, 0, 0, 0, 77)).containsExactly(99, 2, 3, 4, 5, 77);
        assertThat(read(1, 0)).as("damage is gone").containsExactly(99, 2, 3, 4, 5, 6);
    }

    @Test
    void readsAnyBytesInPlaceOfTheImage() throws IOException {
        assertThat(read(1, DamagedImages.WHOLE, 7, 8)).containsExactly(7, 8);
        assertThat(read(1, DamagedImages.WHOLE)).isEmpty();
    }

    @Test
    void onlyTypedErrorsAreSurvived() throws IOException {
        survives(new CorruptFileSystemException("inode", 5, "is wrong"));
        assertThatThrownBy(() -> survives(new CancellationException())).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> survives(new java.io.EOFException())).isInstanceOf(IOException.class);
    }

    private static void survives(Exception told) throws IOException {
        Subject.Reader reader = image -> {
            if (told instanceof IOException expected) {
                throw expected;
            }
            throw (RuntimeException) told;
        };
        Subject subject = new Subject(new SparseBytes(new byte[4]), List.of(), Mutants.Seal.none(), reader);
        new DamagedImages(List.of(subject)).survive(new byte[] {0, 0});
    }
}
