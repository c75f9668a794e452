package htg.grub.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelArgumentsTest {
    @Test
    void plainArgumentsStandBareAndAllOthersInSingleQuotes() {
        KernelArguments arguments =
                KernelArguments.of("root=UUID=1-2", "console=ttyS0,115200", "a=$b;c", "d=e f", "g=*");
        assertThat(arguments.asGrubWords()).isEqualTo("root=UUID=1-2 console=ttyS0,115200 'a=$b;c' 'd=e f' 'g=*'");
        assertThat(arguments.asKernelLine()).isEqualTo("root=UUID=1-2 console=ttyS0,115200 a=$b;c \"d=e f\" g=*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=\"b\"", "a='b'", "a=\\x41", "a\nb", "a\tb", "a\0b", "a=\u00fc", "a=\u007f"})
    void refusesWhatGrubWouldChangeOnTheWay(String argument) {
        assertThatThrownBy(() -> KernelArguments.of("quiet", argument))
                .isInstanceOfSatisfying(
                        HtgException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("GRUB cannot hand the kernel argument '");
    }

    @Test
    void refusesALineThatTheKernelWouldNotTakeWhole() {
        GrubPath kernel = new GrubPath("/htg/default/vmlinuz");
        List<GrubPath> ramdisks = List.of(new GrubPath("/htg/default/miniroot.img"));
        int room = 2047 - "BOOT_IMAGE=/htg/default/vmlinuz  htg.stick=0123456789abcdef".length();
        assertThat(new LinuxBoot(kernel, ramdisks, KernelArguments.of("a".repeat(room))))
                .isNotNull();
        assertThatThrownBy(() -> new LinuxBoot(kernel, ramdisks, KernelArguments.of("a".repeat(room + 1))))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("2048 characters");
    }

    @Test
    void quotesAQuoteByEndingTheQuotation() {
        assertThat(GrubWord.quote("firmware's")).isEqualTo("'firmware'\\''s'");
        assertThat(GrubWord.quote("")).isEqualTo("''");
    }
}
