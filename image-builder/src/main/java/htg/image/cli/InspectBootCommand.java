package htg.image.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.process.Command;
import htg.image.inspect.Inspection;
import htg.image.inspect.InspectionText;
import htg.image.inspect.StickInspection;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** {@code htg inspect-boot}; its manual is {@code docs/man/htg-inspect-boot.1.md}. */
@picocli.CommandLine.Command(
        name = "inspect-boot",
        header = "Say who has signed what on a stick, and where it starts.",
        description = {
            "Reads the boot partition of a stick's image and says who has signed its programs and kernel modules, and"
                    + " which entries of its menu start on a BIOS, on UEFI, and under Secure Boot.",
            "Nothing is written to the image, mounted or started."
        })
final class InspectBootCommand extends HtgCommand {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The raw disk image, or a stick it was written to.")
    private Path image = Path.of("");

    @Override
    protected int execute(Session session) {
        StickInspection.Result found = StickInspection.of(image, session.runner(), Command.of("zstd"));
        Inspection document = new Inspection(Inspection.FORMAT, image.toString(), found.sound(), found.secureBoot());
        session.out()
                .print(output() == OutputFormat.JSON ? document.json() + "\n" : InspectionText.of(found.secureBoot()));
        session.out().flush();
        if (!found.sound()) {
            throw new HtgException(
                    ExitCode.VERIFICATION,
                    "Something on the stick " + image
                            + " is not as it was made: see what is changed, invalid or damaged",
                    "Write the stick anew, or build it again with './htg build'.");
        }
        return ExitCode.OK.status();
    }
}
