package htg.testvm.bisect;

import static htg.testvm.stick.Component.KERNEL;
import static htg.testvm.stick.Component.MENU;
import static htg.testvm.stick.Component.RAMDISK;
import static htg.testvm.stick.Component.ROOT_POOL;
import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.bisect.Culprit.Kind;
import htg.testvm.bisect.Trial.Answer;
import htg.testvm.stick.Component;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CulpritSearchTest {
    private static final List<Component> SUSPECTS = List.of(ROOT_POOL, RAMDISK, MENU, KERNEL);

    private final List<String> booted = new ArrayList<>();

    @Test
    void endsAsSoonAsTheLikeliestIsProved() {
        assertThat(search(bad -> bad.contains(ROOT_POOL))).isEqualTo(new Culprit(Kind.SINGLE, Set.of(ROOT_POOL), true));
        assertThat(booted).containsExactly("GOOD with root-pool of BAD", "BAD with root-pool of GOOD");
    }

    @Test
    void goesOnToTheOneThatIsToBlame() {
        assertThat(search(bad -> bad.contains(MENU))).isEqualTo(new Culprit(Kind.SINGLE, Set.of(MENU), true));
        assertThat(booted).hasSize(4).last().isEqualTo("BAD with menu of GOOD");
    }

    @Test
    void namesAllThatBreakGoodAlone() {
        assertThat(search(bad -> bad.contains(RAMDISK) || bad.contains(KERNEL)))
                .isEqualTo(new Culprit(Kind.SEVERAL, Set.of(RAMDISK, KERNEL), true));
        assertThat(booted).last().isEqualTo("BAD with kernel and ramdisk of GOOD");
    }

    @Test
    void namesTheFewThatBreakGoodOnlyTogether() {
        assertThat(search(bad -> bad.contains(RAMDISK) && bad.contains(KERNEL)))
                .isEqualTo(new Culprit(Kind.COMBINATION, Set.of(RAMDISK, KERNEL), true));
        assertThat(booted).doesNotHaveDuplicates();
    }

    @Test
    void namesThreeThatBreakGoodOnlyTogether() {
        assertThat(search(bad -> bad.containsAll(Set.of(RAMDISK, KERNEL, MENU))).components())
                .containsExactly(MENU, KERNEL, RAMDISK);
    }

    @Test
    void saysThatSomethingElseIsBrokenAsWell() {
        Culprit culprit = new CulpritSearch(
                        SUSPECTS,
                        hybrid ->
                                hybrid.base() == Side.BAD || partsOfBad(hybrid).contains(KERNEL)
                                        ? Answer.FAILED
                                        : Answer.PASSED)
                .run();
        assertThat(culprit).isEqualTo(new Culprit(Kind.SINGLE, Set.of(KERNEL), false));
    }

    @Test
    void blamesNoneWhenWhatRemainsDecides() {
        Culprit culprit =
                new CulpritSearch(SUSPECTS, hybrid -> hybrid.base() == Side.BAD ? Answer.FAILED : Answer.PASSED).run();
        assertThat(culprit).isEqualTo(new Culprit(Kind.NONE, Set.of(), true));
        assertThat(culprit.found()).isFalse();
    }

    @Test
    void blamesNoneWhenOnlyNamesDoNotFit() {
        assertThat(new CulpritSearch(SUSPECTS, hybrid -> Answer.PASSED).run())
                .isEqualTo(new Culprit(Kind.NONE, Set.of(), false));
    }

    @Test
    void whatCannotBeExchangedProvesNothing() {
        Culprit culprit = new CulpritSearch(
                        SUSPECTS,
                        hybrid -> hybrid.exchanged().contains(ROOT_POOL)
                                ? Answer.IMPOSSIBLE
                                : partsOfBad(hybrid).contains(MENU) ? Answer.FAILED : Answer.PASSED)
                .run();
        assertThat(culprit).isEqualTo(new Culprit(Kind.SINGLE, Set.of(MENU), true));
    }

    private Culprit search(Predicate<Set<Component>> fails) {
        return new CulpritSearch(SUSPECTS, hybrid -> {
                    booted.add(hybrid.toString());
                    return fails.test(partsOfBad(hybrid)) ? Answer.FAILED : Answer.PASSED;
                })
                .run();
    }

    private static Set<Component> partsOfBad(Hybrid hybrid) {
        if (hybrid.base() == Side.GOOD) {
            return hybrid.exchanged();
        }
        Set<Component> rest = EnumSet.allOf(Component.class);
        rest.removeAll(hybrid.exchanged());
        return rest;
    }
}
