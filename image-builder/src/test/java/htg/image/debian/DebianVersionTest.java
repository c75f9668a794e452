package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {
    /** Pairs in ascending order; {@code dpkg --compare-versions} says the same of each. */
    @ParameterizedTest
    @CsvSource({
        "6.12.107-1, 6.12.117-1",
        "6.12.9-1, 6.12.10-1",
        "2.3.2-2, 2.3.9-0+deb13u1",
        "2.3.9-0, 2.3.9-0+deb13u1",
        "2.3.9~rc1-1, 2.3.9-1",
        "9.9-1, 1:0.1-1",
        "1.0~~, 1.0~",
        "1.0, 1.0a",
        "1.0a, 1.0+b",
        "1.2-1, 1.2-1.1",
        "1.0-1, 1.0-1-1"
    })
    void ordersAsDpkgDoes(String older, String newer) {
        assertThat(new DebianVersion(older)).isLessThan(new DebianVersion(newer));
        assertThat(new DebianVersion(newer)).isGreaterThan(new DebianVersion(older));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0-0", "0:1, 1", "1.01, 1.1"})
    void findsVersionsEqualThatDpkgFindsEqual(String one, String other) {
        assertThat(new DebianVersion(one)).isEqualByComparingTo(new DebianVersion(other));
    }
}
