package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.dialogue.Dialogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Boot tests of a stick of a few sectors, which {@link BootTestIT} runs: some are to fail. */
@BootTest(
        image = "${" + Samples.IMAGE + "}",
        cells = "bios/virtio-blk",
        memory = "64M",
        growth = "1M",
        accelerator = "tcg",
        timeoutSeconds = 20)
final class Samples {
    static final String IMAGE = "htg.test.sample";

    @BootTest(
            cells = {"bios/virtio-blk", "bios/nvme"},
            until = "discover")
    void bootsInEachCell(BootedCell booted) {
        assertThat(booted.at("discover ok"))
                .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofSeconds(20)));
        assertThat(booted.at("switch ok")).isEmpty();
        assertThat(booted.serialLog()).contains("HTG-STAGE discover ok sda3");
        assertThat(booted.screenshot())
                .hasValueSatisfying(picture -> assertThat(picture).isNotEmptyFile());
        assertThat(booted.reproducer()).content().contains("qemu-system-x86_64");
        assertThat(booted.verdict().passed()).isTrue();
    }

    @BootTest(until = "import")
    void failsBeforeItBegins() {
        throw new IllegalStateException("not reached");
    }

    @BootTest(until = "import", expect = "stops at import, saying /no pool/")
    void stopsWhereItOughtTo() {}

    @BootTest
    void steersTheMachine(RunningCell machine) {
        machine.await("consoles");
        machine.await("discover-start");
        machine.await("discover");
        machine.await("consoles");
        machine.hold(Dialogue.parse(List.of(Map.of("send", "ping\\n"), Map.of("expect", "ping", "within", "10s"))));
        assertThat(machine.screenshot("now")).isNotEmptyFile();
        assertThat(machine.boot().events()).isNotEmpty();
    }

    @BootTest
    void waitsInVain(RunningCell machine) {
        machine.await("discover");
        machine.await("switch");
    }

    @BootTest
    void failsInItsMiddle(RunningCell machine) {
        machine.await("consoles");
        throw new AssertionError("the test itself fails");
    }

    @BootTest(cells = "bios/tape")
    void hasNoCell() {}
}
