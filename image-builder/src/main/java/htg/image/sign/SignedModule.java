package htg.image.sign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A kernel module and the signature behind it, as {@code include/linux/module_signature.h} lays it out: the module, the
 * signature, twelve bytes about it, a line of text. Immutable.
 */
final class SignedModule {
    private static final byte[] MARK = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int INFORMATION = 12;
    private static final int TYPE = 2;
    private static final byte PKCS7 = 2;
    private static final int LENGTH = 8;

    private final byte[] module;
    private final Optional<byte[]> signature;

    private SignedModule(byte[] module, Optional<byte[]> signature) {
        this.module = module;
        this.signature = signature;
    }

    /** Takes apart what the kernel loads, uncompressed. */
    static SignedModule parse(byte[] file) {
        int mark = file.length - MARK.length;
        if (mark < INFORMATION || !Arrays.equals(file, mark, file.length, MARK, 0, MARK.length)) {
            return new SignedModule(file.clone(), Optional.empty());
        }
        int length = ByteBuffer.wrap(file).getInt(mark - INFORMATION + LENGTH);
        int end = mark - INFORMATION - length;
        if (length < 0 || end < 0) {
            throw new IllegalArgumentException("a module's signature is longer than its file");
        }
        return new SignedModule(
                Arrays.copyOf(file, end), Optional.of(Arrays.copyOfRange(file, end, mark - INFORMATION)));
    }

    /** Without its signature. */
    byte[] module() {
        return module.clone();
    }

    /** CMS in DER; empty where nobody has signed the module. */
    Optional<byte[]> signature() {
        return signature.map(byte[]::clone);
    }

    SignedModule signedBy(MachineOwnerKey key) {
        return new SignedModule(module, Optional.of(key.sign(module)));
    }

    /** What the kernel loads. */
    byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(module);
        signature.ifPresent(cms -> {
            file.writeBytes(cms);
            file.writeBytes(ByteBuffer.allocate(INFORMATION)
                    .put(TYPE, PKCS7)
                    .putInt(LENGTH, cms.length)
                    .array());
            file.writeBytes(MARK);
        });
        return file.toByteArray();
    }
}
