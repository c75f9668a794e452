package htg.fsimage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BallastTest {
    @Test
    void leavesAsMuchAsItIsTold() {
        long most = Ballast.free() - (16 << 20);
        Ballast ballast = Ballast.leaving(most);
        assertThat(ballast.size()).isPositive();
        assertThat(Ballast.free()).isLessThanOrEqualTo(most + (8 << 20));
    }
}
