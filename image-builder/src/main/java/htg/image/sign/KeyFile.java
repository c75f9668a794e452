package htg.image.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is in a file of keys or certificates: the blocks of a PEM file (RFC 7468), in which other text may stand around them,
 * or one value in DER.
 */
record KeyFile(List<Block> blocks) {
    private static final String ENCRYPTED = "ENCRYPTED";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    KeyFile {
        blocks = List.copyOf(blocks);
    }

    /** One value. What PEM calls it, such as {@code CERTIFICATE}, is empty where it is DER, which has no names. */
    static final class Block {
        private final String label;
        private final boolean encrypted;
        private final byte[] der;

        private Block(String label, boolean encrypted, byte[] der) {
            this.label = label;
            this.encrypted = encrypted;
            this.der = der;
        }

        static Block ofPem(MatchResult block) {
            String label = block.group(1);
            boolean encrypted = label.startsWith(ENCRYPTED) || block.group(2).contains("Proc-Type: 4," + ENCRYPTED);
            return new Block(label, encrypted, decode(block.group(2)));
        }

        private static byte[] decode(String text) {
            try {
                return Base64.getMimeDecoder().decode(text);
            } catch (IllegalArgumentException damaged) {
                return new byte[0];
            }
        }

        /** Whether PEM says so, in the label or in a header of OpenSSL's old format. */
        boolean encrypted() {
            return encrypted;
        }

        /** The value's encoding; empty where it cannot be decoded. */
        byte[] der() {
            return der.clone();
        }

        private boolean isCalled(String end) {
            return label.isEmpty() || label.endsWith(end);
        }
    }

    static KeyFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Block> blocks = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .results()
                .map(Block::ofPem)
                .toList();
        return new KeyFile(blocks.isEmpty() ? List.of(new Block("", false, bytes)) : blocks);
    }

    /** The first block with such a name, or the only one in DER. */
    Optional<Block> find(String endOfLabel) {
        return blocks.stream().filter(block -> block.isCalled(endOfLabel)).findFirst();
    }
}
