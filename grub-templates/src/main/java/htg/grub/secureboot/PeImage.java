package htg.grub.secureboot;

import htg.common.io.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A program for UEFI on x86-64: a PE32+ file (Microsoft PE format), with what its signatures cover (Windows Authenticode
 * Portable Executable Signature Format, "Calculating the PE Image Hash").
 */
public final class PeImage {
    private static final int DOS_MAGIC = 0x5A4D;
    private static final long PE_MAGIC = 0x4550;
    private static final int PE32_PLUS = 0x20B;
    private static final int SYMBOL = 18;
    private static final int CERTIFICATE_HEADER = 8;
    private static final int PKCS7 = 2;
    private static final int MOST_SIGNATURES = 16;
    private static final String CERTIFICATES = "attribute certificate table";

    private final Fields fields;
    private final long optional;
    private final long headersEnd;
    private final List<Section> sections;
    private final long certificates;
    private final long certificatesSize;
    private final List<byte[]> signatures;

    /** One entry of the section table: what the file has of it, and how much of that is meant. */
    private record Section(String name, long offset, long size, long memorySize) {
        long meant() {
            return memorySize == 0 ? size : Math.min(size, memorySize);
        }
    }

    private PeImage(Fields fields) {
        this.fields = fields;
        long header = header(fields);
        this.optional = header + 24;
        if (fields.u16(optional, "optional header") != PE32_PLUS) {
            throw fields.damaged("optional header", optional, "is not that of a 64-bit program");
        }
        this.headersEnd = fields.u32(optional + 60, "size of the headers");
        this.sections = sections(header);
        boolean hasTable = fields.u32(optional + 108, "number of directories") > 4;
        this.certificates = hasTable ? fields.u32(directory(), "certificate directory") : 0;
        this.certificatesSize = hasTable ? fields.u32(directory() + 4, "certificate directory") : 0;
        checkPlaces();
        this.signatures = signatures();
    }

    /**
     * Reads a program. The bytes are not copied.
     *
     * @param name what errors call it
     * @throws htg.common.HtgException naming structure and place when the file is damaged, or is no such program
     */
    public static PeImage read(String name, byte[] program) {
        return new PeImage(new Fields(name, program));
    }

    String name() {
        return fields.file();
    }

    /** The whole file, which must not be changed. */
    public byte[] content() {
        return fields.all();
    }

    /** The raw content of a section, as long as the program says it is; empty when there is none of that name. */
    public Optional<byte[]> section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .map(section -> fields.bytes(section.offset(), section.meant(), "section " + name));
    }

    /** The PKCS#7 structures of the attribute certificate table, in order. */
    List<byte[]> pkcs7() {
        return signatures;
    }

    /** The SHA-256 of what a signature is over, as lists of allowed and forbidden programs have it, in 64 digits. */
    public String sha256() {
        return HexFormat.of().formatHex(digest(Digests.sha256()));
    }

    /** What a signature's digest is over: everything but the checksum and what the signature itself changes. */
    byte[] digest(MessageDigest algorithm) {
        byte[] all = fields.all();
        int checksum = (int) optional + 64;
        int directory = (int) directory();
        algorithm.update(all, 0, checksum);
        algorithm.update(all, checksum + 4, directory - checksum - 4);
        algorithm.update(all, directory + 8, (int) headersEnd - directory - 8);
        long hashed = headersEnd;
        for (Section section : inFileOrder()) {
            algorithm.update(all, (int) section.offset(), (int) section.size());
            hashed += section.size();
        }
        algorithm.update(all, (int) hashed, (int) (fields.size() - certificatesSize - hashed));
        return algorithm.digest();
    }

    private List<Section> inFileOrder() {
        return sections.stream()
                .filter(section -> section.size() > 0)
                .sorted(Comparator.comparingLong(Section::offset))
                .toList();
    }

    private long directory() {
        return optional + 144;
    }

    private static long header(Fields fields) {
        if (fields.u16(0, "DOS header") != DOS_MAGIC) {
            throw fields.damaged("DOS header", 0, "does not begin with MZ: this is no program for UEFI");
        }
        long header = fields.u32(0x3C, "place of the PE header");
        if (fields.u32(header, "PE header") != PE_MAGIC) {
            throw fields.damaged("PE header", header, "does not begin with PE: this is no program for UEFI");
        }
        return header;
    }

    private List<Section> sections(long header) {
        int count = fields.u16(header + 6, "number of sections");
        long table = optional + fields.u16(header + 20, "size of the optional header");
        List<Section> all = new ArrayList<>();
        for (long at = table; at < table + 40L * count; at += 40) {
            long offset = fields.u32(at + 20, "section header");
            long size = fields.u32(at + 16, "section header");
            fields.place(size == 0 ? 0 : offset, size, "section with the header");
            all.add(new Section(sectionName(header, at), offset, size, fields.u32(at + 8, "section header")));
        }
        return List.copyOf(all);
    }

    /** A name of more than eight letters is {@code /} and its place in the string table behind the symbols. */
    private String sectionName(long header, long at) {
        String name = text(fields.bytes(at, 8, "section header"));
        if (!name.matches("/[0-9]{1,7}")) {
            return name;
        }
        long symbols = fields.u32(header + 12, "place of the symbol table");
        long strings = symbols + SYMBOL * fields.u32(header + 16, "number of symbols");
        long place = strings + Long.parseLong(name.substring(1));
        fields.place(place, 1, "name of a section");
        return text(fields.bytes(place, Math.min(64, fields.size() - place), "name of a section"));
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Headers, sections and signatures must follow each other, or the digest would be over other bytes than a firmware's. */
    private void checkPlaces() {
        fields.place(certificates, certificatesSize, CERTIFICATES);
        if (certificatesSize > 0 && certificates + certificatesSize != fields.size()) {
            throw fields.damaged(CERTIFICATES, certificates, "is not at the end of the file");
        }
        if (headersEnd < directory() + 8) {
            throw fields.damaged("size of the headers", optional + 60, "is too small for them: " + headersEnd);
        }
        fields.place(0, headersEnd, "end of the headers");
        long end = headersEnd;
        for (Section section : inFileOrder()) {
            if (section.offset() < end) {
                throw fields.damaged("section " + section.name(), section.offset(), "begins inside what is before it");
            }
            end = section.offset() + section.size();
        }
        if (end > fields.size() - certificatesSize) {
            throw fields.damaged(CERTIFICATES, certificates, "begins inside a section");
        }
    }

    private List<byte[]> signatures() {
        List<byte[]> all = new ArrayList<>();
        long end = certificates + certificatesSize;
        for (long at = certificates; at + CERTIFICATE_HEADER <= end; ) {
            long length = fields.u32(at, CERTIFICATES);
            if (length < CERTIFICATE_HEADER || length > end - at || all.size() == MOST_SIGNATURES) {
                throw fields.damaged("attribute certificate", at, "has an impossible length: " + length);
            }
            if (fields.u16(at + 6, CERTIFICATES) == PKCS7) {
                all.add(fields.bytes(at + CERTIFICATE_HEADER, length - CERTIFICATE_HEADER, CERTIFICATES));
            }
            at += length + 7 & ~7L;
        }
        return List.copyOf(all);
    }
}
