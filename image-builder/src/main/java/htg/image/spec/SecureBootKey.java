package htg.image.spec;

import htg.common.document.Document;
import htg.common.document.Place;
import htg.common.document.Problem;
import htg.image.sign.KeyReader;
import htg.image.sign.MachineOwnerKey;
import htg.image.spec.StickSpec.Firmware;
import htg.image.spec.StickSpec.PoolType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The files that {@code secure-boot} names, and whether there is anything for them to do. */
final class SecureBootKey {
    private static final String PART = "secure-boot";
    private static final String POINTER = "/" + PART;

    private SecureBootKey() {}

    /** The key; empty when the specification names none, and when anything is wrong with it. */
    static Optional<MachineOwnerKey> read(Document document, List<Problem> problems) {
        if (!document.root().has(PART)) {
            return Optional.empty();
        }
        Path key = file(document, "key");
        Path certificate = file(document, "certificate");
        return new KeyReader(key, certificate)
                .read(Instant.now(), told(document, "key", problems), told(document, "certificate", problems));
    }

    /** A key that signs nothing would let its owner believe that it did. */
    static void checkUse(StickSpec spec, Document document, List<Problem> problems) {
        if (!document.root().has(PART)) {
            return;
        }
        if (spec.pool().type() != PoolType.ZFS) {
            problems.add(new Problem(
                    document.placeOf(POINTER),
                    PART + " signs the modules of ZFS, but pool.type is "
                            + spec.pool().type().title() + ", whose modules Debian has signed"));
        }
        if (!spec.firmware().contains(Firmware.UEFI)) {
            problems.add(new Problem(
                    document.placeOf(POINTER), PART + " is a matter of UEFI, which 'firmware' does not have"));
        }
    }

    /** As in other configuration files, a name is seen from where it is written. */
    private static Path file(Document document, String name) {
        Path file = Path.of(document.root().path(PART).path(name).asString());
        Place place = document.placeOf(POINTER + "/" + name);
        Path folder = place.line() == 0 ? null : Path.of(place.source()).getParent();
        return folder == null ? file : folder.resolve(file);
    }

    private static Consumer<String> told(Document document, String name, List<Problem> problems) {
        return problem ->
                problems.add(new Problem(document.placeOf(POINTER + "/" + name), PART + "." + name + ": " + problem));
    }
}
