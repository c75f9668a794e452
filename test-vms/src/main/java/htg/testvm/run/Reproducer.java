package htg.testvm.run;

import htg.common.process.Command;
import htg.testvm.fault.Condition;
import htg.testvm.fault.Reaction;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Wiring;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words a cell as a shell script that does by hand what {@link CellRunner} does. */
public final class Reproducer {
    private static final Path HERE = Path.of("");

    private final PreparedCell cell;

    private Reproducer(PreparedCell cell) {
        this.cell = cell;
    }

    /** The script; what has to happen at a moment of the boot is said in comments. */
    public static String script(PreparedCell cell) {
        return new Reproducer(cell).text();
    }

    private String text() {
        return """
                #!/bin/sh
                # Boots cell %s by hand. The serial port is the terminal; Ctrl-A X leaves.
                %sset -eu
                scratch=$(mktemp -d)
                trap 'rm -rf "${scratch}"' EXIT
                cd "${scratch}"
                %s
                %s
                """.formatted(cell.cell(), moments(), preparation(), start());
    }

    private String preparation() {
        Stream<Command> disks = Stream.of(
                        Stream.of(cell.stick()),
                        cell.otherHalf().stream(),
                        cell.neighbours().stream().map(cell::complete))
                .flatMap(some -> some)
                .flatMap(disk -> disk.commands(HERE).stream());
        Stream<Command> variables = cell.flash().stream().map(Reproducer::copy);
        return Stream.concat(disks, variables).map(Command::replayLine).collect(Collectors.joining("\n"));
    }

    private static Command copy(FirmwareFiles files) {
        return Command.of("cp", files.variables().toString(), "variables.fd");
    }

    private String start() {
        Wiring terminal = new Wiring.Terminal(false);
        String start = cell.launch(HERE, terminal).command().replayLine();
        return cell.cell().half().isStale()
                ? "# First without the other half of the pool, which misses what is written then.\n"
                        + cell.launchAlone(HERE, terminal).command().replayLine() + "\n" + start
                : start;
    }

    /** Ctrl-A C reaches QEMU's monitor, where these are typed. */
    private String moments() {
        List<Reaction> reactions = cell.cell().reactions();
        String typed = reactions.stream()
                .map(reaction ->
                        "# At 'HTG-STAGE " + reaction.landmark() + "' type Ctrl-A C, then: " + order(reaction) + "\n")
                .collect(Collectors.joining());
        return typed
                + dyingDisks()
                + earlierWrites()
                + cell.fault()
                        .latency()
                        .map(model -> "# Without the delay of a medium with the latency " + model + "\n")
                        .orElse("")
                + largeReads()
                + cell.fault()
                        .powerCut()
                        .map(landmark -> "# At 'HTG-STAGE " + landmark + "' leave, then run the last line again.\n")
                        .orElse("");
    }

    private String largeReads() {
        return cell.fault().largeReads().isPresent()
                ? "# Without " + cell.fault() + ": here the BIOS can do all reads.\n"
                : "";
    }

    private String dyingDisks() {
        return cell.cell().neighbour().condition() == Condition.DYING
                ? "# Here the other disk answers at once: only htg test makes it slow.\n"
                : "";
    }

    private String earlierWrites() {
        OptionalLong requests = cell.fault().loggedRequests();
        return requests.isEmpty()
                ? ""
                : "# Without the first " + requests.getAsLong() + " requests in " + cell.writeLog()
                        + ": only htg test puts" + " those on the stick.\n";
    }

    private String order(Reaction reaction) {
        return switch (reaction.action()) {
            case PLUG ->
                "device_add " + cell.launch(HERE, new Wiring.Terminal(false)).disk();
            case UNPLUG -> "device_del stick";
        };
    }
}
