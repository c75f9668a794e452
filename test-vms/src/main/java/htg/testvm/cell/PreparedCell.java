package htg.testvm.cell;

import htg.common.process.CommandRunner;
import htg.testvm.boot.BootPlan;
import htg.testvm.check.Check;
import htg.testvm.check.Injection;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.Overlay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A cell of which everything is decided, and nothing done yet. */
public final class PreparedCell {
    private static final Path OVERLAY = Path.of("stick.qcow2");
    private static final Path VARIABLES = Path.of("variables.fd");

    private final CellSettings settings;
    private final Cell cell;
    private final List<Check> checks;
    private final Optional<FirmwareFiles> flash;

    private PreparedCell(CellSettings settings, Cell cell) {
        this.settings = settings;
        this.cell = cell;
        this.checks = settings.checks(cell.firmware());
        this.flash = FirmwareFiles.find(cell.firmware(), settings.firmwareFolder());
    }

    /** Decides; fails when the firmware is not installed. */
    public static PreparedCell of(CellSettings settings, Cell cell) {
        return new PreparedCell(settings, cell);
    }

    public Cell cell() {
        return cell;
    }

    List<String> checkNames() {
        return checks.stream().map(Check::name).toList();
    }

    BootPlan plan() {
        return checks.isEmpty() ? settings.plan() : settings.plan().thenChecks(checkNames());
    }

    Duration limit() {
        return settings.limit();
    }

    Path folder() {
        return settings.folder(cell);
    }

    /** Makes the overlay and the variable store in {@code scratch}, and the files to inject in the report. */
    Launch place(CommandRunner runner, Path scratch) {
        Overlay.create(runner, settings.image(), scratch.resolve(OVERLAY), settings.mediumSize(cell));
        Optional<FirmwareFiles> own = flash.map(files -> files.copiedTo(scratch.resolve(VARIABLES)));
        return launch(scratch.resolve(OVERLAY), own, new Wiring.Sockets(scratch))
                .withSmbiosStrings(injectedFiles());
    }

    private List<Path> injectedFiles() {
        return checks.isEmpty() ? List.of() : Injection.of(checks).writeTo(injected());
    }

    /** A shell script that does by hand what {@link #place} and the start of QEMU do. */
    public String reproducer() {
        Optional<FirmwareFiles> own = flash.map(files -> files.withVariables(VARIABLES));
        List<Path> strings = checks.isEmpty() ? List.of() : Injection.of(checks).filesIn(injected());
        String copy = flash.map(files ->
                        htg.common.process.Command.of("cp", files.variables().toString(), VARIABLES.toString())
                                        .replayLine()
                                + "\n")
                .orElse("");
        return """
                #!/bin/sh
                # Boots cell %s by hand. The serial port is the terminal; Ctrl-A X leaves.
                set -eu
                scratch=$(mktemp -d)
                trap 'rm -rf "${scratch}"' EXIT
                cd "${scratch}"
                %s
                %s%s
                """.formatted(
                        cell,
                        Overlay.command(settings.image(), OVERLAY, settings.mediumSize(cell))
                                .replayLine(),
                        copy,
                        launch(OVERLAY, own, new Wiring.Terminal(false))
                                .withSmbiosStrings(strings)
                                .command()
                                .replayLine());
    }

    private Path injected() {
        return folder().resolve("injected");
    }

    private Launch launch(Path overlay, Optional<FirmwareFiles> own, Wiring wiring) {
        return Launch.of(settings.machine(cell), overlay, own, wiring);
    }
}
