package htg.fsimage.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.LimitExceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void makesRoomForWhatIsAllowed() throws LimitExceededException {
        assertThat(Limits.STANDARD.memory(100).allocate(100, "it")).hasSize(100);
        assertThatThrownBy(() -> Limits.STANDARD.memory(100).allocate(101, "it"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("it would need 101 bytes of memory; 100 are allowed");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 31, 3L << 30, 1L << 32, Long.MIN_VALUE})
    void refusesWhatIsNoLengthOfAnArrayHoweverMuchIsAllowed(long bytes) {
        assertThatThrownBy(() -> Limits.STANDARD.memory(1L << 40).allocate(bytes, "it"))
                .isInstanceOf(LimitExceededException.class);
    }
}
