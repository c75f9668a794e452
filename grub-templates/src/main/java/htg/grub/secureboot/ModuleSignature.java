package htg.grub.secureboot;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signature behind a kernel module ({@code struct module_signature} of Linux' include/linux/module_signature.h): the
 * module, PKCS #7, twelve bytes that tell its length, a magic text.
 */
public final class ModuleSignature {
    private static final byte[] MAGIC = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 12;
    private static final int PKCS7 = 2;

    private final byte[] module;
    private final int length;
    private final SignedData signature;

    private ModuleSignature(byte[] module, int length, SignedData signature) {
        this.module = module;
        this.length = length;
        this.signature = signature;
    }

    /**
     * The signature of a module; empty when it has none. The bytes are not copied.
     *
     * @param name what errors call it
     * @throws htg.common.HtgException naming structure and place when it is damaged
     */
    public static Optional<ModuleSignature> of(String name, byte[] file) {
        int magic = file.length - MAGIC.length;
        if (magic < 0 || !Arrays.equals(file, magic, file.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        Fields fields = new Fields(name, file);
        long header = (long) magic - HEADER;
        byte[] info = fields.bytes(header, HEADER, "module signature");
        if (info[2] != PKCS7) {
            throw fields.damaged("module signature", header, "is of the unknown type " + info[2]);
        }
        long size = Integer.toUnsignedLong(Integer.reverseBytes((int) fields.u32(header + 8, "module signature")));
        long start = header - size;
        byte[] pkcs7 = fields.bytes(start, size, "signature that the module signature tells of");
        return Optional.of(new ModuleSignature(file, (int) start, SignedData.read(name + ", module signature", pkcs7)));
    }

    /** The name of who issued the key's certificate, mostly the same as the key's own. */
    public String signer() {
        return signature.signer().name();
    }

    /** Whether it says that it is by this key. */
    public boolean names(X509Certificate key) {
        return signature.signer().isOf(key);
    }

    /** Whether it says so, and is. */
    public boolean isBy(X509Certificate key) {
        return names(key) && signature.verifies(key, Arrays.copyOf(module, length));
    }
}
