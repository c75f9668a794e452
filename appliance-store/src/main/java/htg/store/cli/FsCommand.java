package htg.store.cli;

import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code htg fs}; its manual is {@code docs/man/htg-fs.1.md}. */
@Command(
        name = "fs",
        header = "Look into the file systems of a disk image, and copy out of them.",
        description = {
            "Reads the file systems of an image without mounting them. IMAGE:PARTITION names one of them, by its number,"
                    + " label or UUID; without it, the one is taken that has the path.",
            "Symbolic links are followed inside the image only. The image is not trusted, and nothing is written to it."
        },
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            FsList.class,
            FsTree.class,
            FsFind.class,
            FsStat.class,
            FsConcatenate.class,
            FsDigest.class,
            FsGet.class,
            FsKernel.class
        })
final class FsCommand extends HtgCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    protected int execute(Session session) {
        throw new ParameterException(spec.commandLine(), "No action was given");
    }
}
