package htg.fsimage.testkit;

import java.io.IOException;
import java.util.List;

/**
 * Something sound that a test damages, and what reads it then.
 *
 * @param bytes as it is before any damage
 * @param fields its metadata, as far as the test knows it; may be none
 * @param seal corrects the checksums in a damaged copy
 * @param reader reads all of a copy
 */
public record Subject(SparseBytes bytes, List<Mutants.Field> fields, Mutants.Seal seal, Reader reader) {
    /** Reads damaged bytes. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads all that is there.
         *
         * @throws IOException of a kind that says what is wrong, when they are too damaged for that
         */
        void read(byte[] damaged) throws IOException;
    }

    public Subject {
        fields = List.copyOf(fields);
    }
}
