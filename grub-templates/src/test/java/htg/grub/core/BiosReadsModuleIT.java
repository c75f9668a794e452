package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The C code that is built for the stick, on BIOSes of every kind; their clock is simulated. */
class BiosReadsModuleIT {
    /** A BIOS with its best size, which the names of the models in {@code htg test} follow. */
    private static final String KNEE_4K = "call=100 sector=125 knee=8 slow=120";

    private static final String KNEE_8K = "call=800 sector=115 knee=16 slow=110 unaligned=300";
    private static final String KNEE_16K = "call=2000 sector=60 knee=32 slow=160";
    private static final String SLOW_KNEE = "call=2000 slow=750 knee=";
    private static final String FLAT = "call=3000";

    private static final Pattern TIME = Pattern.compile("tuned in (\\d+) ms");
    private static final Pattern RATE = Pattern.compile("bios_0=[^:]*:32K(?::\\d+){3}:(\\d+)");
    private static final Pattern LOAD =
            Pattern.compile("load right calls=(\\d+) largest=\\d+ unaligned=(\\d+) ms=(\\d+)");
    private static final long MOST_MILLISECONDS = 500;

    @TempDir
    private static Path folder;

    private static BiosModel model;

    @BeforeAll
    static void compile() {
        model = BiosModel.compile(folder);
    }

    /** Else the last thing that GRUB does before a kernel starts is to move 60 MB up by 15. */
    @ParameterizedTest
    @CsvSource({"1,2047", "14,4000", "2,81", "0,3071"})
    void takesTheMemoryInFrontOfTheKernelsPlace(int low, int high) {
        assertThat(model.run("low=%d high=%d boot heap".formatted(low, high)))
                .isEqualTo("taken effff0 to 1000000\nerror 0\n");
    }

    @ParameterizedTest
    @CsvSource({"1,63", "1,79", "16,2047", "17,2047", "1024,2047"})
    void takesNothingWhereTheKernelHasNoPlaceBehindFreeMemory(int low, int high) {
        assertThat(model.run("low=%d high=%d boot heap".formatted(low, high))).isEqualTo("error 0\n");
    }

    static Stream<String> models() {
        return Stream.of(
                FLAT,
                KNEE_4K,
                KNEE_8K,
                KNEE_16K,
                "call=0 sector=250",
                "call=300 sector=10",
                "call=10",
                "call=36 sector=560");
    }

    @ParameterizedTest
    @CsvSource({FLAT + ",32", KNEE_4K + ",4", KNEE_8K + ",8", KNEE_16K + ",16"})
    void findsTheBestSizeAndReadsAlignedBlocksOfIt(String bios, int best) {
        String said = model.run(bios + " boot tune load");
        assertThat(said).contains("BIOS reads: " + best + " KiB blocks, ");
        assertThat(said).contains("load right calls=" + 12 * 1024 / best + " largest=" + 2 * best + " unaligned=0");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theChosenSizeIsTheBestOrCloseToItInTwentyOfTwentyBootsOfABusyMachine(String bios) {
        long best = Stream.of("stock", "4K", "8K", "16K", "32K")
                .mapToLong(size -> load(model.run(bios + " boot reads:" + size + " load"), 3))
                .min()
                .orElseThrow();
        for (int boot = 1; boot <= 20; boot++) {
            String said = model.run(bios + " noise=20000 seed=" + boot * 7919 + " boot tune noise=0 load");
            assertThat(load(said, 3)).as(said).isLessThanOrEqualTo(best * 105 / 100);
            assertThat(time(said)).as(said).isLessThanOrEqualTo(MOST_MILLISECONDS);
        }
    }

    /** As a virtual machine is when its host has other things to do: in any one call, for longer than half the time there is. */
    @ParameterizedTest
    @CsvSource({SLOW_KNEE + "8,4", SLOW_KNEE + "16,8", SLOW_KNEE + "32,16", SLOW_KNEE + "64,32"})
    void aPauseInAnyCallChangesNoChoice(String bios, int best) {
        for (int call = 1; call <= 80; call++) {
            String said = model.run(bios + " absent=200000 pause=" + call + " boot tune");
            assertThat(said).as("call %d", call).contains("BIOS reads: " + best + " KiB blocks, ");
        }
    }

    @ParameterizedTest
    @CsvSource({SLOW_KNEE + "8,4", SLOW_KNEE + "16,8", SLOW_KNEE + "32,16", SLOW_KNEE + "64,32"})
    void whereManyCallsAreDisturbedTheBestSizeIsStillFound(String bios, int best) {
        for (int boot = 1; boot <= 40; boot++) {
            String said = model.run(bios + " noise=20000 often=25 seed=" + boot * 7919 + " boot tune");
            assertThat(said).as("boot %d", boot).contains("BIOS reads: " + best + " KiB blocks, ");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void neitherTakesLongerThanItMayNorReadsSlowerThanGrubByItself(String bios) {
        String said = model.run(bios + " boot tune load");
        long stock = load(model.run(bios + " boot reads:stock load"), 3);
        assertThat(time(said)).isLessThanOrEqualTo(MOST_MILLISECONDS);
        assertThat(load(said, 3)).isLessThanOrEqualTo(stock);
    }

    @ParameterizedTest
    @CsvSource({
        "call=0 sector=3500, true",
        "call=40000, true",
        "call=20000, true",
        "call=10000, false",
        "call=0 sector=1000, false"
    })
    void aBiosTooSlowToMeasureIsLeftToGrubSoon(String bios, boolean tooSlow) {
        String said = model.run(bios + " boot tune size=128 load");
        assertThat(time(said)).isLessThan(MOST_MILLISECONDS);
        assertThat(said.contains("too slow to measure")).isEqualTo(tooSlow);
        assertThat(model.run(bios + " boot tune env").contains("bios_0=ACME")).isNotEqualTo(tooSlow);
    }

    /** 2147 is right. */
    @ParameterizedTest
    @ValueSource(strings = {"tsc=537", "tsc=8588", "tsc=8588 stall=700", "tsc=537 stall=3000"})
    void itDoesNotMatterWhatGrubTakesForTheRateOfTheProcessor(String clock) {
        double right = rate(model.run(FLAT + " boot tune env"));
        assertThat(rate(model.run(clock + " " + FLAT + " boot tune env"))).isCloseTo(right, withinPercentage(1));
    }

    @Test
    void withoutATimerGrubsWordIsTaken() {
        assertThat(model.run("timer=0 " + FLAT + " boot tune load")).contains("32 KiB blocks", "load right");
    }

    @Test
    void withoutACounterInTheProcessorItMeasuresMilliseconds() {
        assertThat(model.run("tsc=0 " + FLAT + " boot tune load")).contains("32 KiB blocks", "load right");
        assertThat(model.run("tsc=0 call=5 boot tune load")).contains("KiB blocks", "load right");
    }

    @ParameterizedTest
    @CsvSource({
        "fails-above=63, 'by 16 KiB, since this BIOS fails at'",
        "fails-above=62, 'by 16 KiB, since this BIOS fails at'",
        "fails-above=16, 'by 8 KiB, since this BIOS fails at'",
        "fails-above=8, 'by 4 KiB, since this BIOS fails at'",
        "lies-above=32, 'by 16 KiB, since this BIOS garbles'",
        "lies-above=16, 'by 8 KiB, since this BIOS garbles'",
        "lies-above=8, 'by 4 KiB, since this BIOS garbles'",
    })
    void aBiosThatFailsOrLiesIsReadTheSafeWayAndTheScreenSaysSo(String fault, String said) {
        for (String bios : List.of(FLAT, KNEE_8K + " call=3000")) {
            String output = model.run(fault + " " + bios + " boot tune load boot tune load");
            assertThat(output).contains("BIOS reads: GRUB's own " + said + " larger blocks");
            assertThat(output).doesNotContain("load wrong", "load error");
            assertThat(LOAD.matcher(output).results()).hasSize(2);
        }
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        assertThat(model.run("lies-above=32 boot tune").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    static IntStream calls() {
        return IntStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anErrorAtAnyCallCostsNoData(int call) {
        assertThat(model.run("carry=" + call + " boot tune load")).contains("load right");
        assertThat(model.run("boot reads:32K carry=" + call + " load")).contains("load right");
    }

    @Test
    void oneErrorIsNoReasonToGiveUpMeasuring() {
        assertThat(model.run("carry=9 boot tune")).contains("32 KiB blocks");
    }

    @Test
    void afterAnErrorReadsStaySmallUntilTheNextStart() {
        assertThat(model.run("boot reads:32K carry=5 load show")).contains("load right", "BIOS reads: stock/4K");
        assertThat(model.run("boot reads:32K every=10 load")).contains("load right");
    }

    @Test
    void aBiosMayLeaveAnythingInRegistersAndPacket() {
        assertThat(model.run("registers=1 " + FLAT + " boot tune load"))
                .contains("BIOS reads: 32 KiB blocks", "load right calls=384 largest=64 unaligned=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chs=1", "cd=1", "large=1"})
    void aMediumThatIsNotReadBySectorNumbersOf512BytesIsLeftToGrub(String medium) {
        assertThat(model.run(medium + " boot tune show reads:32K env"))
                .doesNotContain("blocks", "bios_0", "stock/4K")
                .contains("tuned in 0 ms", "0 calls");
    }

    @Test
    void readsBeyondFourGigabytesAndAcrossThatLimit() {
        for (long start : List.of((4L << 21) - 1024, (4L << 21) + 64, (1L << 32) - 2048)) {
            assertThat(model.run("start=" + start + " boot tune load")).contains("load right calls=384 ");
        }
    }

    @Test
    void anotherDriveThanTheOneGrubCameFromIsTunedWhenItHoldsTheFile() {
        assertThat(model.run("other=1 boot load")).contains("largest=63");
        assertThat(model.run("other=1 boot tune load")).contains("32 KiB blocks", "largest=64 unaligned=0");
    }

    @Test
    void aFileTooShortToMeasureWithIsReadAsBefore() {
        for (String size : List.of("size=1024", "size=2300")) {
            assertThat(model.run(size + " boot tune load env"))
                    .doesNotContain("BIOS reads", "bios_0=A")
                    .contains("load right")
                    .doesNotContain("unaligned=0");
        }
    }

    @Test
    void untilItIsTunedGrubReadsAsByItself() {
        assertThat(model.run("boot show load")).contains("reads: stock,", "load right calls=768 largest=63 ");
    }

    @Test
    void theCommandTakesTheSizesAndNothingElse() {
        for (String size : List.of("4K", "8K", "16K", "32K", "stock", "stock/4K", "stock/16K")) {
            assertThat(model.run("boot reads:" + size + " show load")).contains("reads: " + size + ",", "load right");
        }
        for (String word : List.of("64K", "0", "8", "8k", "stockish", "stock/", "auto", "stock/5K")) {
            assertThat(model.run("boot reads:" + word + " show")).contains("refused", "reads: stock,");
        }
        assertThat(load(model.run("boot reads:stock load"), 2)).isPositive();
    }

    @Test
    void aKnownMachineIsNotMeasuredAgain() {
        String said = model.run(KNEE_8K + " boot tune boot tune load env");
        assertThat(said.split("BIOS reads", -1)).hasSize(2);
        assertThat(said)
                .containsPattern("tuned in 1?\\d ms\n")
                .contains("load right calls=1536 largest=16 unaligned=0");
        assertThat(said)
                .containsPattern("bios_0=ACME/Model_1/2\\.0__beta:8K(:\\d+){5}\n")
                .doesNotContain("bios_1");
    }

    @Test
    void sixteenMachinesAreRememberedAndTheSeventeenthDropsTheOldest() {
        List<String> words = new ArrayList<>(List.of(FLAT));
        IntStream.rangeClosed(1, 17).forEach(i -> words.addAll(List.of("machine:PC " + i, "boot", "tune")));
        words.add("env");
        String said = model.run(words);
        assertThat(said).contains("bios_0=ACME/PC_17/", "bios_15=ACME/PC_2/").doesNotContain("ACME/PC_1/", "bios_16");
        words.addAll(List.of("machine:PC 2", "boot", "tune", "machine:PC 1", "boot", "tune", "env"));
        assertThat(model.run(words).split("BIOS reads", -1)).hasSize(19);
    }

    @Test
    void aNameIsPlainAndOfLimitedLength() {
        List<String> words = List.of("machine: (\"" + "x".repeat(200) + ":=\\ü", "boot", "tune", "env");
        assertThat(model.run(words)).containsPattern("bios_0=ACME/___x{29}/2\\.0__beta:32K:");
        assertThat(model.run(List.of("machine:", "boot", "tune", "boot", "tune", "env"))
                        .split("BIOS reads", -1))
                .as("a machine without a name is measured at each start")
                .hasSize(3);
    }

    @Test
    void aStickThatCannotBeWrittenIsMeasuredAtEachStart() {
        String said = model.run("readonly=1 boot tune boot tune load env");
        assertThat(said.split("32 KiB blocks", -1)).hasSize(3);
        assertThat(said).doesNotContain("error", "bios_0").contains("load right");
    }

    @Test
    void aBiosThatHangsWhileItIsMeasuredIsReadTheSafeWayNextAndAfterTheSecondTimeForGood() {
        String once = model.run("hang=20 boot tune env boot tune load env");
        assertThat(once)
                .contains("hangs", "bios_0=ACME/Model_1/2.0__beta:measuring:0", "did not end the last time")
                .containsPattern("(?s)load right.*bios_0=ACME/Model_1/2\\.0__beta:again:0:0:0:0:0\n$");
        String twice = model.run("hang=20 boot tune boot tune hang=60 boot tune env boot tune boot tune load env");
        assertThat(twice)
                .contains("beta:measuring-again:0", "measuring hung twice")
                .containsPattern("(?s)load right.*bios_0=ACME/Model_1/2\\.0__beta:stock/4K:0:0:0:0:0\n$");
        assertThat(twice.split("hangs", -1)).hasSize(3);
    }

    @Test
    void aPowerCutWhileItIsMeasuredCostsAMachineOneStartAndNoOtherMachineAnything() {
        String said = model.run("hang=20 boot tune machine:Other boot tune machine:Model~1 boot tune boot tune env");
        assertThat(said)
                .contains("did not end the last time")
                .containsPattern("bios_0=ACME/Model_1/2\\.0__beta:32K:.*\nbios_1=ACME/Other/2\\.0__beta:32K:");
    }

    /** Of the largest blocks, KiB a second. */
    private static double rate(String said) {
        Matcher matcher = RATE.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static long time(String said) {
        Matcher matcher = TIME.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long load(String said, int group) {
        Matcher matcher = LOAD.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Long.parseLong(matcher.group(group));
    }
}
