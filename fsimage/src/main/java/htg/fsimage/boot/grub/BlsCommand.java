package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BlsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code blscfg} of Fedora and its relatives: an entry for each file of {@code loader/entries}, the newest first. Their options may name
 * variables of GRUB.
 */
final class BlsCommand {
    private static final List<String> FOLDERS = List.of("/loader/entries", "/boot/loader/entries");

    private final Interpreter interpreter;

    BlsCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    int run(Context context, List<String> words) throws IOException {
        Optional<GrubFiles.Found> folder = folder(context);
        if (folder.isEmpty()) {
            interpreter.notes().add("There are no entries of the Boot Loader Specification.");
            return Command.FALSE;
        }
        List<BlsFile> files = new ArrayList<>();
        for (String name : folder.get().root().names(folder.get().path())) {
            interpreter.budget().lookup(10);
            BlsFile.read(folder.get().root(), folder.get().path(), name).ifPresent(files::add);
        }
        files.sort(Collections.reverseOrder(BlsFile.BY_NAME));
        String device = "(" + folder.get().root().mounted().place().grubName() + ")";
        for (BlsFile file : files) {
            interpreter.budget().step();
            context.add(new Context.Item(
                    file.title(), file.id(), false, chosen -> interpreter.run(script(file, device), chosen)));
        }
        return Command.TRUE;
    }

    private Optional<GrubFiles.Found> folder(Context context) throws IOException {
        List<String> candidates = new ArrayList<>();
        for (String folder : FOLDERS) {
            candidates.add("(" + context.environment().get("boot") + ")" + folder);
            candidates.add("(" + context.environment().get("root") + ")" + folder);
        }
        candidates.add(0, context.environment().get("blsdir"));
        for (String candidate : candidates) {
            Optional<GrubFiles.Found> found = candidate.isEmpty()
                    ? Optional.empty()
                    : interpreter.files().find(candidate, context.environment().get("root"));
            if (found.isPresent() && found.get().root().isFolder(found.get().path())) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What the command would make of a file: options are words of a script, so that variables in them get their values. */
    private static String script(BlsFile file, String device) {
        StringBuilder script = new StringBuilder();
        script.append("linux ").append(device).append(file.first("linux")).append(' ');
        List<String> options = file.all("options");
        script.append(options.isEmpty() ? "$default_kernelopts" : String.join(" ", options))
                .append('\n');
        List<String> ramdisks = new ArrayList<>();
        for (String line : file.all("initrd")) {
            for (String path : htg.fsimage.mounts.Words.of(line)) {
                ramdisks.add(path.startsWith("/") ? device + path : path);
            }
        }
        if (!ramdisks.isEmpty()) {
            script.append("initrd ${early_initrd} ")
                    .append(String.join(" ", ramdisks))
                    .append('\n');
        }
        return script.toString();
    }
}
