package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SbatTest {
    private static Sbat sbat(String csv) {
        return Sbat.parse("grubx64.efi, section .sbat", csv.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsComponentsUpToTheFirstNul() {
        Sbat sbat = sbat("sbat,1,SBAT Version,sbat,1,https://shim\ngrub,5,FSF,grub,2.12,https://gnu\n\0grub,9\n");
        assertThat(sbat.components())
                .containsExactly(new Sbat.Component("sbat", 1, "1"), new Sbat.Component("grub", 5, "2.12"));
        assertThat(sbat.component("grub")).contains(new Sbat.Component("grub", 5, "2.12"));
    }

    @Test
    void findsWhatIsBelowALevel() {
        Sbat own = sbat("grub,4\ngrub.debian,5\n");
        assertThat(own.below(sbat("grub,5\nshim,4\n")))
                .extracting(Sbat.Component::name)
                .containsExactly("grub");
        assertThat(own.below(sbat("grub,4\ngrub.debian,5\ngrub.proxmox,2\n"))).isEmpty();
    }

    @Test
    void aProgramWithoutASectionHasNoComponents() {
        PeImage program = PeImage.read("x", new MadeProgram().with(".text", "x").bytes());
        assertThat(Sbat.of(program).components()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub", "grub,", "grub,five", ",5", "gr ub,5", "grub,-1", "grub,12345678901"})
    void tellsTheLineThatNamesNoComponent(String line) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> sbat("sbat,1\n" + line + "\n"))
                .withMessageContaining("section .sbat is damaged: the line at byte 7 does not name a component");
    }

    @Test
    void refusesMoreThanAnyProgramHas() {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> sbat("a,1\n".repeat(300)));
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> sbat(" ".repeat(70_000)));
    }
}
