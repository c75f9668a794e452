package htg.cli.journey;

import htg.common.process.Command;
import htg.fsimage.cpio.CpioArchives;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Changes one kernel module in a ramdisk.
 *
 * @param folder for what lies between
 */
record SignedModule(Path folder) {
    private static final byte[] MAGIC = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 12;

    /** A ramdisk in which the module is what {@code change} makes of it. */
    byte[] in(byte[] ramdisk, String module, UnaryOperator<byte[]> change) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new CpioArchives(new ByteArrayInputStream(zstd(ramdisk, "-dcq"))).visit((entry, content) -> {
            if (entry.name().endsWith("/" + module + ".ko")) {
                byte[] changed = change.apply(entry.content(content, 1 << 26));
                archive.writeBytes(head(entry.name(), changed.length));
                archive.writeBytes(changed);
                archive.writeBytes(new byte[Math.floorMod(-changed.length, 4)]);
            } else {
                entry.copy(content, archive);
            }
        });
        return zstd(archive.toByteArray(), "-cq");
    }

    /** Without what is behind the module itself. */
    static byte[] unsigned(byte[] module) {
        int header = module.length - MAGIC.length - HEADER;
        int length = ByteBuffer.wrap(module).getInt(header + 8);
        return Arrays.copyOf(module, header - length);
    }

    /** Signed as Linux' scripts/sign-file does it. */
    byte[] signed(byte[] module, Path key, Path certificate) {
        try {
            Path plain = Files.write(folder.resolve("module"), unsigned(module));
            Path signature = folder.resolve("module.p7s");
            StickCopy.RUNNER.check(
                    Command.of("openssl", "cms", "-sign", "-binary", "-noattr", "-nocerts", "-md", "sha256")
                            .with("-outform", "DER", "-in", plain.toString(), "-out", signature.toString())
                            .with("-signer", certificate.toString(), "-inkey", key.toString()));
            byte[] pkcs7 = Files.readAllBytes(signature);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(unsigned(module));
            all.writeBytes(pkcs7);
            all.writeBytes(ByteBuffer.allocate(HEADER)
                    .put(2, (byte) 2)
                    .putInt(8, pkcs7.length)
                    .array());
            all.writeBytes(MAGIC);
            return all.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] head(String name, int size) {
        String fields = "070701" + "%08X".formatted(1) + "%08X".formatted(0100644) + "00000000".repeat(2) + "00000001"
                + "00000000" + "%08X".formatted(size) + "00000000".repeat(4)
                + "%08X".formatted(name.length() + 1) + "00000000";
        String head = fields + name + '\0';
        return Arrays.copyOf(
                head.getBytes(StandardCharsets.ISO_8859_1), head.length() + Math.floorMod(-head.length(), 4));
    }

    private byte[] zstd(byte[] content, String options) throws IOException {
        Path source = Files.write(folder.resolve("zstd.in"), content);
        Path target = folder.resolve("zstd.out");
        StickCopy.RUNNER.check(Command.of("zstd", options).reading(source).writing(target));
        return Files.readAllBytes(target);
    }
}
