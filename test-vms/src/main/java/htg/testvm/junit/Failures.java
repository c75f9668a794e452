package htg.testvm.junit;

import htg.common.process.Command;
import htg.testvm.boot.Boot;
import htg.testvm.cell.Cell;
import htg.testvm.run.CellRunner;
import java.nio.file.Path;

/** Words why a boot test failed, and where to look. */
final class Failures {
    private Failures() {}

    /** The line for a shell that boots the cell of this folder again by hand. */
    static String repetition(Path folder) {
        return Command.of("sh", folder.resolve(CellRunner.REPRODUCER).toString())
                .replayLine();
    }

    /**
     * The failure of a cell.
     *
     * @param last the last landmark
     */
    static AssertionError at(Cell cell, String stage, String reason, String last, Path folder) {
        // A second wait does not know what the first one saw.
        String named = reason.replaceFirst("; last landmark: none$", "");
        named = named.contains("last landmark: ") ? named : named + "; last landmark: " + last;
        return new AssertionError(
                """
                %s broke at stage %s: %s
                to see it again: %s
                serial port: %s""".formatted(cell, stage, named, repetition(folder), folder.resolve(Boot.SERIAL_LOG)));
    }
}
