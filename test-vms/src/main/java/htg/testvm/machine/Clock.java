package htg.testvm.machine;

import java.util.List;

/** What the machine's battery-backed clock says when it is switched on. */
public enum Clock {
    /** The right time. */
    HOST("clock-right", ""),
    /** A flat battery. */
    YEAR_1970("clock-1970", "1970-01-01T00:00:10"),
    /** Two minutes before 32-bit seconds run out: the boot crosses that moment. */
    YEAR_2038("clock-2038", "2038-01-19T03:13:57"),
    /** There is no clock at all, as on a {@link Chipset#MICROVM}. */
    NONE("no-rtc", "");

    private final String name;
    private final String base;

    Clock(String name, String base) {
        this.name = name;
        this.base = base;
    }

    /**
     * What a kernel has to be told that is started on such a machine. Without a clock it has nothing but an old timer to
     * measure its processor by, fails on a busy host, and then waits for ever.
     */
    public String kernelArguments() {
        return this == NONE ? "tsc_early_khz=" + HostProcessor.kilohertz() : "";
    }

    List<String> arguments() {
        return base.isEmpty() ? List.of() : List.of("-rtc", "base=" + base);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
