package htg.grub.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeedTest {
    @Test
    void whatWeighsMostIsToldFirst() {
        assertThat(Needs.XEN.all()).extracting(Need::word).containsExactly("processor", "secure-boot", "memory");
        assertThat(Needs.LINUX.all()).extracting(Need::word).containsExactly("processor", "memory");
    }

    /** SMBIOS counts KiB from 0: a machine with exactly enough ends at the last one. */
    @Test
    void aMachineWithExactlyTheMemoryHasEnough() {
        assertThat(new Need.Check.Memory(DataSize.ofMebibytes(512)).lastKibibyte())
                .isEqualTo(524_287);
    }

    @Test
    void refusesWordsThatNoScreenShows() {
        Need.Check check = new Need.Check.LongMode();
        for (String note : List.of("", "it's", "$x", "x".repeat(33))) {
            assertThatThrownBy(() -> new Need(check, "word", note, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Need(check, "word", "note", List.of("x".repeat(80))))
                .hasMessageContaining("80-column screen");
    }

    @Test
    void aTitleLeavesRoomForEveryNoteBehindIt() {
        BootEnvironment wordy = new BootEnvironment("default", "x".repeat(40), KernelArguments.of("quiet"));
        MenuEntry entry = new MenuEntry.Start("boot", wordy.title(Hypervisor.KVM), wordy.boot());
        assertThatThrownBy(() -> new BootMenu(List.of(entry), "boot", Duration.ZERO, Optional.empty()))
                .hasMessageContaining("no screen shows");
    }
}
