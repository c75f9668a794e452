package htg.testvm.report;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A cell's folder on its way from one report into another. */
final class CellFolder {
    private CellFolder() {}

    /** Copies its plain files, or links them where that works; a symbolic link is not followed. */
    static void bring(Path source, String folder, Path report) {
        Path from = source.resolve(folder);
        Path to = report.resolve(folder);
        try {
            if (!Files.isDirectory(from) || (Files.exists(to) && Files.isSameFile(from, to))) {
                return;
            }
            TemporaryFolder.deleteTree(to);
            for (Path file : plainFiles(from)) {
                copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot copy " + from + " to " + to + ": " + HtgException.reason(failure),
                    "Choose another folder with --report, or free some space.",
                    failure);
        }
    }

    private static List<Path> plainFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, target);
        }
    }
}
