package htg.grub.secureboot;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a distribution has built into its shim: sections {@code .vendor_cert} (cert.S of shim) and {@code .sbatlevel}
 * (sbat_var.S of shim).
 *
 * @param certificates whose programs this shim starts
 * @param revokedDigests Authenticode SHA-256, in hexadecimal, of programs that it does not start
 * @param revokedCertificates whose programs it does not start
 * @param level the SBAT levels that it raises a machine to by itself
 */
public record ShimKeys(
        List<X509Certificate> certificates,
        Set<String> revokedDigests,
        List<X509Certificate> revokedCertificates,
        Sbat level) {
    private static final String TABLE = ".vendor_cert";
    private static final String LIST = "signature list";
    private static final UUID X509 = UUID.fromString("a5c059a1-94e4-4aa7-87b5-ab155c2bf072");
    private static final UUID SHA256 = UUID.fromString("c1c41626-504c-4092-aca9-41f936934328");
    private static final int LIST_HEADER = 28;
    private static final int OWNER = 16;

    public ShimKeys {
        certificates = List.copyOf(certificates);
        revokedDigests = Set.copyOf(revokedDigests);
        revokedCertificates = List.copyOf(revokedCertificates);
    }

    /**
     * Of a program; empty when it is no shim.
     *
     * @throws htg.common.HtgException naming structure and place when they are damaged
     */
    public static Optional<ShimKeys> of(PeImage program) {
        return program.section(TABLE).map(section -> {
            Fields fields = new Fields(program.name() + ", section " + TABLE, section);
            byte[] allowed = part(fields, 0);
            Signatures revoked = new Signatures(part(fields, 4), fields.file());
            return new ShimKeys(certificates(fields, allowed), revoked.digests, revoked.certificates, level(program));
        });
    }

    /** Whether this shim refuses a program for itself, whoever has signed it. */
    public boolean revokes(PeImage program, List<ProgramSignature> signatures) {
        return revokedDigests.contains(program.sha256())
                || signatures.stream()
                        .anyMatch(signature -> revokedCertificates.stream().anyMatch(signature::isBy));
    }

    /** Sizes of both parts, then their places. */
    private static byte[] part(Fields fields, int which) {
        return fields.bytes(fields.u32(which + 8, "place of keys"), fields.u32(which, "size of keys"), "list of keys");
    }

    /** One certificate by itself, or a signature list. */
    private static List<X509Certificate> certificates(Fields fields, byte[] allowed) {
        if (allowed.length == 0) {
            return List.of();
        }
        return Certificates.read(allowed)
                .map(List::of)
                .orElseGet(() -> List.copyOf(new Signatures(allowed, fields.file()).certificates));
    }

    /** Format, two places counted from behind the format, two texts: the first is what every start applies. */
    private static Sbat level(PeImage program) {
        Optional<byte[]> section = program.section(".sbatlevel");
        if (section.isEmpty()) {
            return new Sbat(List.of());
        }
        Fields fields = new Fields(program.name() + ", section .sbatlevel", section.get());
        long start = 4 + fields.u32(4, "place of the level");
        long end = 4 + fields.u32(8, "place of the latest level");
        return Sbat.parse(
                fields.file(), fields.bytes(start, end > start ? end - start : fields.size() - start, "level"));
    }

    /** {@code EFI_SIGNATURE_LIST}s one behind the other (UEFI 32.4.1). */
    private static final class Signatures {
        private final Set<String> digests = new HashSet<>();
        private final List<X509Certificate> certificates = new ArrayList<>();

        Signatures(byte[] lists, String file) {
            Fields fields = new Fields(file, lists);
            for (long at = 0; at < lists.length; ) {
                long size = fields.u32(at + 16, LIST);
                long header = fields.u32(at + 20, LIST);
                long each = fields.u32(at + 24, LIST);
                if (size < LIST_HEADER + header || each <= OWNER || (size - LIST_HEADER - header) % each != 0) {
                    throw fields.damaged(LIST, at, "has impossible sizes: " + size + ", " + header + ", " + each);
                }
                fields.place(at, size, LIST);
                UUID type = guid(fields, at);
                for (long one = at + LIST_HEADER + header; one + each <= at + size; one += each) {
                    add(type, fields.bytes(one + OWNER, each - OWNER, LIST));
                }
                at += size;
            }
        }

        private void add(UUID type, byte[] signature) {
            if (type.equals(SHA256)) {
                digests.add(HexFormat.of().formatHex(signature));
            } else if (type.equals(X509)) {
                Certificates.read(signature).ifPresent(certificates::add);
            }
        }

        /** The first three groups are little-endian (UEFI, appendix A). */
        private static UUID guid(Fields fields, long at) {
            long high = fields.u32(at, LIST) << 32 | (long) fields.u16(at + 4, LIST) << 16 | fields.u16(at + 6, LIST);
            long low = Long.reverseBytes(fields.u32(at + 12, LIST) << 32 | fields.u32(at + 8, LIST));
            return new UUID(high, low);
        }
    }
}
