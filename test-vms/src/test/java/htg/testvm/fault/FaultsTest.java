package htg.testvm.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.common.DataSize;
import htg.testvm.block.LargeReads;
import htg.testvm.fault.Place.Part;
import htg.testvm.fault.Reaction.Action;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Clock;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Network;
import htg.testvm.machine.Wiring;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final long POOL = 1000 << 20;

    /** A stick whose pool begins at 1000 MiB, and which holds its own offsets. */
    private static final Contents IMAGE = new Contents() {
        @Override
        public long start(Part part) {
            return part == Part.POOL ? POOL : 0;
        }

        @Override
        public byte[] read(long offset, int length) {
            byte[] bytes = new byte[length];
            bytes[0] = (byte) (offset >> 16);
            return bytes;
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "clock-1970",
                "clock-2038",
                "no-rtc",
                "no-network",
                "replug",
                "read-only",
                "unplug@kernel-start",
                "power-cut@multi-user-ok",
                "truncated@pool:100M",
                "flipped@pool:64K",
                "flipped@512",
                "eio@pool:64K",
                "eio@esp+8K",
                "enospc@1G",
                "slow@usb1",
                "slow@flat",
                "slow@knee-16k",
                "fails-above@16",
                "lies-above@32",
                "fails-above@16:anywhere",
                "without-module@usb-storage"
            })
    void isCalledWhatItIsReadFrom(String name) {
        assertThat(Faults.parse(name)).get().hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "None", "fire", "late", "replug@kernel-start", "eio", "truncated"})
    void knowsNoOthers(String name) {
        assertThat(Faults.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unplug@kernel, no landmark such as",
        "flipped@pond:64K, no part of a stick",
        "flipped@pool:100, not a multiple of a sector",
        "eio@pool+7, not a multiple of a sector",
        "eio@pool+2M, not a range of up to 1M",
        "enospc@pool+0, not a range of up to 1M",
        "slow@usb9, usb9",
        "fails-above@0, no number of sectors",
        "lies-above@16:everywhere, no number of sectors",
        "lies-above@127, 1 to 127 sectors",
        "without-module@../btrfs, no name of a kernel module",
        "truncated@later, 'later' is no part of a stick"
    })
    void saysWhatIsWrongWithItsValue(String name, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse(name))
                .withMessageContaining(problem);
    }

    @Test
    void cutsTheMediumAtAPlaceOfThePool() {
        assertThat(fault("truncated@pool:100M").mediumSize(4L << 30, IMAGE)).isEqualTo(1100L << 20);
        assertThat(fault("truncated@8G").mediumSize(4L << 30, IMAGE)).isEqualTo(4L << 30);
        assertThat(fault("none").mediumSize(4L << 30, IMAGE)).isEqualTo(4L << 30);
    }

    @Test
    void turnsOverTheBitsOfOneSector() throws Exception {
        List<Patch> patches = fault("flipped@pool:64K").patches(IMAGE);
        assertThat(patches).singleElement().satisfies(patch -> {
            assertThat(patch.offset()).isEqualTo(POOL + (64 << 10));
            assertThat(patch.bytes()).hasSize(512).startsWith((byte) ~((POOL + (64 << 10)) >> 16), (byte) 0xFF);
        });
    }

    @Test
    void failsReadsAtAPlace() {
        Medium medium = fault("eio@pool:64K+8K").on(Medium.of(Path.of("o")), IMAGE);
        assertThat(medium.failure()).get().satisfies(failure -> {
            assertThat(failure.offset()).isEqualTo(POOL + (64 << 10));
            assertThat(failure.length()).isEqualTo(8 << 10);
        });
        assertThat(fault("read-only").on(Medium.of(Path.of("o")), IMAGE).readOnly())
                .isTrue();
    }

    @Test
    void pullsAndPlugsAtLandmarks() {
        assertThat(fault("replug").reactions())
                .containsExactly(
                        new Reaction("kernel start", Action.UNPLUG), new Reaction("discover start", Action.PLUG));
        assertThat(fault("unplug@import-ok").reactions()).containsExactly(new Reaction("import ok", Action.UNPLUG));
        assertThat(fault("power-cut@switch-ok").powerCut()).contains("switch ok");
    }

    @Test
    void changesTheMachineAroundTheStick() {
        Machine direct = Machine.of(Firmware.DIRECT, Bus.USB_XHCI, Accelerator.TCG);
        assertThat(fault("clock-2038").on(direct).clock()).isEqualTo(Clock.YEAR_2038);
        assertThat(fault("no-rtc").on(direct).clock()).isEqualTo(Clock.NONE);
        assertThat(fault("no-network").on(launch()).network()).isEqualTo(new Network.None());
    }

    @ParameterizedTest
    @CsvSource({
        "replug, BIOS, AHCI",
        "no-rtc, BIOS, USB_XHCI",
        "without-module@btrfs, BIOS, USB_XHCI",
        "no-rtc, DIRECT, IDE",
        "read-only, DIRECT, AHCI",
        "truncated@1G, DIRECT, SDHCI",
        "enospc@1G, DIRECT, NVME",
        "slow@knee-8k, DIRECT, USB_XHCI",
        "fails-above@16, DIRECT, USB_XHCI",
        "lies-above@32, UEFI, USB_XHCI"
    })
    void knowsWhereItCannotHappen(String name, Firmware firmware, Bus bus) {
        assertThat(fault(name).obstacle(firmware, bus)).isPresent();
    }

    @Test
    void aSlowMediumIsSlowWhoeverReads() {
        assertThat(fault("slow@usb1").obstacle(Firmware.DIRECT, Bus.USB_XHCI)).isEmpty();
        assertThat(fault("slow@knee-8k").obstacle(Firmware.UEFI, Bus.USB_XHCI)).isEmpty();
    }

    @Test
    void aBiosThatCannotDoLargeReadsIsNoFaultOfTheHost() {
        Launch launch = launch();
        Medium limited = fault("fails-above@16").on(launch.medium(), IMAGE);
        assertThat(launch.hasFailingDisk()).isFalse();
        assertThat(Launch.of(launch.machine(), limited, Optional.empty(), launch.wiring())
                        .hasFailingDisk())
                .isTrue();
        assertThat(fault("lies-above@32").largeReads()).contains(new LargeReads(LargeReads.Effect.LIE, 32, false));
    }

    private static Launch launch() {
        Machine machine = Machine.of(Firmware.DIRECT, Bus.USB_XHCI, Accelerator.TCG);
        return Launch.of(machine, Medium.of(Path.of("o")), Optional.empty(), new Wiring.Terminal(false));
    }

    private static Fault fault(String name) {
        return Faults.parse(name).orElseThrow();
    }

    @Test
    void writesSizesInNamesExactly() {
        assertThat(ShortSize.of(DataSize.parse("2G"))).isEqualTo("2G");
        assertThat(ShortSize.of(DataSize.parse("1536M"))).isEqualTo("1536M");
        assertThat(ShortSize.of(new DataSize(1000))).isEqualTo("1000");
    }
}
