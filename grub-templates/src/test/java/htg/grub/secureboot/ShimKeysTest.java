package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShimKeysTest {
    private static final String SHA256_LIST = "2616c4c14c509240aca941f936934328";
    private static final String X509_LIST = "a159c0a5e494a74a87b5ab155c2bf072";

    @TempDir
    static Path folder = Path.of("");

    private static Optional<SecureBootKeys> made = Optional.empty();

    @BeforeAll
    static void makeKeys() throws Exception {
        made = Optional.of(SecureBootKeys.in(folder));
    }

    private static SecureBootKeys keys() {
        return made.orElseThrow();
    }

    /** Sizes and places of two lists, then the lists. */
    private static byte[] table(byte[] allowed, byte[] revoked) {
        ByteBuffer table = MadeProgram.little(new byte[16 + allowed.length + revoked.length]);
        table.putInt(0, allowed.length).putInt(4, revoked.length);
        table.putInt(8, 16).putInt(12, 16 + allowed.length);
        return MadeProgram.content(table.put(16, allowed).put(16 + allowed.length, revoked));
    }

    private static byte[] list(String type, byte[]... signatures) {
        int each = 16 + signatures[0].length;
        ByteBuffer list = MadeProgram.little(new byte[28 + each * signatures.length]);
        list.put(0, HexFormat.of().parseHex(type)).putInt(16, list.capacity()).putInt(24, each);
        for (int i = 0; i < signatures.length; i++) {
            list.put(28 + i * each + 16, signatures[i]);
        }
        return MadeProgram.content(list);
    }

    private static ShimKeys keysOf(byte[] table) {
        byte[] program = new MadeProgram().with(".vendor_cert", table).bytes();
        return ShimKeys.of(PeImage.read("shim", program)).orElseThrow();
    }

    private static PeImage grub() throws Exception {
        return PeImage.read(
                "grub",
                new MadeProgram()
                        .with(".text", "grub")
                        .signed(keys().signer(), keys().signer().certificate())
                        .bytes());
    }

    @Test
    void aCertificateByItselfIsWhatShimTrusts() throws Exception {
        ShimKeys found = keysOf(table(keys().authority().certificate().getEncoded(), new byte[0]));
        assertThat(found.certificates()).containsExactly(keys().authority().certificate());
        assertThat(found.revokedDigests()).isEmpty();
        assertThat(found.revokes(grub(), ProgramSignature.of(grub()))).isFalse();
    }

    @Test
    void aListOfCertificatesIsRead() throws Exception {
        byte[] lists = DerBytes.joined(
                list(X509_LIST, keys().authority().certificate().getEncoded()),
                list(X509_LIST, keys().stranger().certificate().getEncoded()));
        assertThat(keysOf(table(lists, new byte[0])).certificates())
                .containsExactly(
                        keys().authority().certificate(), keys().stranger().certificate());
    }

    @Test
    void aProgramIsRevokedByItsDigestOrItsSigner() throws Exception {
        byte[] digest = HexFormat.of().parseHex(grub().sha256());
        byte[] other = new byte[32];
        assertThat(revokes(list(SHA256_LIST, other, digest))).isTrue();
        assertThat(revokes(list(SHA256_LIST, other))).isFalse();
        assertThat(revokes(list(X509_LIST, keys().signer().certificate().getEncoded())))
                .isTrue();
        assertThat(revokes(list(X509_LIST, keys().stranger().certificate().getEncoded())))
                .isFalse();
    }

    private static boolean revokes(byte[] list) throws Exception {
        return keysOf(table(new byte[0], list)).revokes(grub(), ProgramSignature.of(grub()));
    }

    @Test
    void theLevelThatEveryStartAppliesIsRead() {
        byte[] previous = "sbat,1,2025021800\nshim,4\ngrub,5\n\0sbat,1,2026\ngrub,9\n\0"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ByteBuffer level = MadeProgram.little(new byte[12 + previous.length]);
        level.putInt(4, 8).putInt(8, 41).put(12, previous);
        byte[] program = new MadeProgram()
                .with(".vendor_cert", table(new byte[0], new byte[0]))
                .with(".sbatlevel", MadeProgram.content(level))
                .bytes();
        Sbat found = ShimKeys.of(PeImage.read("shim", program)).orElseThrow().level();
        assertThat(found.components())
                .extracting(Sbat.Component::toString)
                .containsExactly("sbat 1", "shim 4", "grub 5");
    }

    @Test
    void whatIsNoShimHasNoKeys() {
        assertThat(ShimKeys.of(
                        PeImage.read("x", new MadeProgram().with(".text", "x").bytes())))
                .isEmpty();
    }

    @Test
    void listsThatLeaveTheirPlaceAreToldWithIt() throws Exception {
        byte[] list = list(SHA256_LIST, new byte[32], new byte[32]);
        for (int field = 16; field < 28; field += 4) {
            byte[] damaged = list.clone();
            MadeProgram.little(damaged).putInt(field, -1);
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> keysOf(table(new byte[0], damaged)))
                    .withMessageContaining("section .vendor_cert is damaged: the signature list at byte 0");
        }
        byte[] table = table(new byte[0], list);
        for (int field = 4; field < 16; field += 4) {
            byte[] damaged = table.clone();
            MadeProgram.little(damaged).putInt(field, 1 << 30);
            if (field != 8) {
                assertThatExceptionOfType(HtgException.class)
                        .isThrownBy(() -> keysOf(damaged))
                        .withMessageContaining("the list of keys at byte ");
            }
        }
        for (int length = 0; length < table.length; length++) {
            byte[] cut = Arrays.copyOf(table, length);
            assertThatExceptionOfType(HtgException.class).isThrownBy(() -> keysOf(cut));
        }
        assertThat(List.of(keysOf(table).revokedDigests())).isNotEmpty();
    }
}
