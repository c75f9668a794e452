package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.grub.secureboot.ProgramSignature.State;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSignatureTest {
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

    private static MadeProgram program() {
        return new MadeProgram().with(".text", "code").with(".sbat", "sbat,1\ngrub,5,FSF,grub,2.12,https://gnu\n");
    }

    private static byte[] signed() throws Exception {
        return program()
                .signed(
                        keys().signer(),
                        keys().signer().certificate(),
                        keys().authority().certificate())
                .bytes();
    }

    private static ProgramSignature only(byte[] program) {
        List<ProgramSignature> all = ProgramSignature.of(PeImage.read("grubx64.efi", program));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void namesSignerAndAuthorityOfAProgramThatIsAsItWasSigned() throws Exception {
        ProgramSignature signature = only(signed());
        assertThat(signature.state()).isEqualTo(State.SOUND);
        assertThat(signature.signer()).isEqualTo("signer");
        assertThat(signature.authority()).isEqualTo("authority");
        assertThat(signature.isBy(keys().authority().certificate())).isTrue();
        assertThat(signature.isBy(Certificates.fingerprint(keys().authority().certificate())))
                .isTrue();
        assertThat(signature.isBy(keys().stranger().certificate())).isFalse();
    }

    @Test
    void readsEverySignatureOfAProgram() throws Exception {
        byte[] twice = program()
                .signed(keys().signer(), keys().signer().certificate())
                .signed(keys().stranger(), keys().stranger().certificate())
                .bytes();
        List<ProgramSignature> all = ProgramSignature.of(PeImage.read("shim", twice));
        assertThat(all).extracting(ProgramSignature::signer).containsExactly("signer", "stranger");
        assertThat(all).extracting(ProgramSignature::state).containsOnly(State.SOUND);
    }

    @Test
    void anAuthorityThatIsNotInTheSignatureIsFoundByItsKey() throws Exception {
        byte[] alone =
                program().signed(keys().signer(), keys().signer().certificate()).bytes();
        assertThat(only(alone).isBy(keys().authority().certificate())).isTrue();
    }

    @Test
    void anyChangedByteThatIsSignedShows() throws Exception {
        byte[] whole = signed();
        int end = MadeProgram.little(whole).getInt(MadeProgram.DIRECTORY);
        for (int at = MadeProgram.HEADERS; at < end; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            assertThat(only(changed).state()).as("byte " + at).isEqualTo(State.MODIFIED);
            assertThat(only(changed).isBy(keys().authority().certificate())).isFalse();
        }
    }

    @Test
    void theChecksumIsNotSigned() throws Exception {
        byte[] whole = signed();
        whole[MadeProgram.OPTIONAL + 64] ^= 1;
        assertThat(only(whole).state()).isEqualTo(State.SOUND);
    }

    @Test
    void aSignatureByAnotherKeyThanItSaysIsInvalid() throws Exception {
        MadeKey forged = new MadeKey(keys().stranger().key(), keys().signer().certificate());
        byte[] program = program().signed(forged, keys().signer().certificate()).bytes();
        assertThat(only(program).state()).isEqualTo(State.INVALID);
    }

    @Test
    void aSignerWhoseCertificateIsNotThereIsToldByItsIssuer() throws Exception {
        byte[] program = program().signed(keys().signer()).bytes();
        assertThat(only(program).state()).isEqualTo(State.INVALID);
        assertThat(only(program).signer()).isEqualTo("authority");
    }

    @Test
    void anUnsignedProgramHasNoSignature() {
        assertThat(ProgramSignature.of(PeImage.read("x", program().bytes()))).isEmpty();
    }

    @Test
    void toldWithStructureAndPlaceOrReadWhateverIsDamaged() throws Exception {
        byte[] whole = signed();
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (at % 2 == 0 ? 0x80 : 0xFF);
            assertReadOrTold(damaged);
        }
    }

    @Test
    void toldWithStructureAndPlaceWhereverItIsCutOff() throws Exception {
        byte[] whole = signed();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(HtgException.class)
                    .as("cut to " + length)
                    .isThrownBy(() -> PeImage.read("grubx64.efi", cut))
                    .withMessageMatching("grubx64.efi is damaged: the .* at byte [0-9]+ .*");
        }
    }

    private static void assertReadOrTold(byte[] damaged) {
        try {
            PeImage image = PeImage.read("grubx64.efi", damaged);
            ProgramSignature.of(image);
            ShimKeys.of(image);
            Sbat.of(image);
        } catch (HtgException told) {
            assertThat(told).hasMessageMatching("(?s)grubx64.efi.* is damaged: the .* at byte -?[0-9]+ .*");
        }
    }
}
