package htg.testvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostProcessorTest {
    @Test
    void readsTheFrequencyOfTheFirstProcessor() {
        assertThat(HostProcessor.kilohertz("flags\t: fpu\ncpu MHz\t\t: 2596.120\ncpu MHz : 1.000\n"))
                .isEqualTo("2596120");
        assertThat(HostProcessor.kilohertz("cpu MHz : 3000\n")).isEqualTo("3000000");
    }

    @Test
    void supposesAUsualOneWhereTheSystemDoesNotSay() {
        assertThat(HostProcessor.kilohertz("processor : 0\n")).isEqualTo("2000000");
    }
}
