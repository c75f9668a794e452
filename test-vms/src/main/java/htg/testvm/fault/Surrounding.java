package htg.testvm.fault;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Clock;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Network;
import java.util.Optional;
import java.util.stream.Stream;

/** A fault of the machine around the stick. */
public enum Surrounding implements Fault {
    /** All is well. */
    NONE("none"),
    /** The machine's clock has lost the time. */
    CLOCK_1970("clock-1970", Clock.YEAR_1970),
    /** 32-bit seconds run out during the boot. */
    CLOCK_2038("clock-2038", Clock.YEAR_2038),
    /** The machine has no clock. */
    NO_RTC("no-rtc", Clock.NONE),
    /** The machine has no network card. */
    NO_NETWORK("no-network");

    private final String name;
    private final Optional<Clock> clock;

    Surrounding(String name) {
        this.name = name;
        this.clock = Optional.empty();
    }

    Surrounding(String name, Clock clock) {
        this.name = name;
        this.clock = Optional.of(clock);
    }

    @Override
    public Optional<String> obstacle(Firmware firmware, Bus bus) {
        if (this != NO_RTC) {
            return Optional.empty();
        }
        if (firmware != Firmware.DIRECT) {
            return Optional.of("every mainboard with a firmware has a clock");
        }
        boolean ownController = Stream.of(Bus.AHCI, Bus.IDE).noneMatch(bus::equals);
        return ownController ? Optional.empty() : Optional.of("the mainboard without a clock has no such controller");
    }

    @Override
    public Machine on(Machine machine) {
        return clock.map(machine::withClock).orElse(machine);
    }

    @Override
    public Launch on(Launch launch) {
        return this == NO_NETWORK ? launch.withNetwork(new Network.None()) : launch;
    }

    @Override
    public String toString() {
        return name;
    }
}
