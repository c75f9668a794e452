package htg.fsimage.boot.kernel;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.fs.Content;
import htg.fsimage.mounts.Problems;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unified kernel image (UAPI specification of that name): an EFI program with a kernel, its ramdisk and command line in sections.
 *
 * @param kernel section {@code .linux}
 * @param ramdisks {@code .ucode} and {@code .initrd}, as far as they are there
 * @param commandLine {@code .cmdline}, in one line
 * @param operatingSystem the variables of {@code .osrel}
 * @param release {@code .uname}, empty where it is not said
 */
public record UnifiedKernel(
        BootFile kernel,
        List<BootFile> ramdisks,
        String commandLine,
        Map<String, String> operatingSystem,
        String release) {
    public UnifiedKernel {
        ramdisks = List.copyOf(ramdisks);
        operatingSystem = Map.copyOf(operatingSystem);
    }

    /**
     * Reads an EFI program; empty when it is none, has no kernel in it, or is damaged, which is then noted.
     *
     * @param file a whole file
     */
    public static Optional<UnifiedKernel> read(BootFile file, Problems problems) throws IOException {
        try {
            Content content = file.open();
            return PeFile.is(content) ? read(file, content, PeFile.read(content)) : Optional.empty();
        } catch (ImageFormatException damaged) {
            problems.add(file.shown() + " cannot be read as an EFI program: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<UnifiedKernel> read(BootFile file, Content content, PeFile program) throws IOException {
        Optional<PeFile.Section> kernel = program.section(".linux");
        if (kernel.isEmpty()) {
            return Optional.empty();
        }
        List<BootFile> ramdisks = new ArrayList<>();
        program.section(".ucode").ifPresent(section -> ramdisks.add(part(file, section)));
        program.section(".initrd").ifPresent(section -> ramdisks.add(part(file, section)));
        return Optional.of(new UnifiedKernel(
                part(file, kernel.get()),
                ramdisks,
                program.text(content, ".cmdline").replace('\n', ' ').strip(),
                OsRelease.parse(program.text(content, ".osrel")),
                program.text(content, ".uname").strip()));
    }

    private static BootFile part(BootFile file, PeFile.Section section) {
        return file.part(section.name(), section.offset(), section.size());
    }
}
