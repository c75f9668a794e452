package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.Optional;

/**
 * Files as syslinux names them: from the folder of the configuration, or with a slash from the top.
 *
 * @param root where the top is
 * @param folder of the configuration, with a slash at its end
 * @param lookups how many files may still be looked for
 */
record SyslinuxFiles(Root root, String folder, Lookups lookups) {
    Optional<BootFile> find(String name) throws IOException {
        Optional<String> path = path(name);
        return path.isEmpty() ? Optional.empty() : BootFile.find(root, path.get());
    }

    Optional<String> text(String name) throws IOException {
        Optional<String> path = path(name);
        return path.isEmpty() ? Optional.empty() : root.text(path.get());
    }

    private Optional<String> path(String name) throws IOException {
        if (name.isEmpty() || name.length() > 1000 || !lookups.goOn()) {
            return Optional.empty();
        }
        String plain = name.startsWith("::") ? name.substring(2) : name;
        Optional<String> found = root.anyCase(plain.startsWith("/") ? plain : folder + plain);
        return found.isPresent() || plain.startsWith("/") ? found : root.anyCase("/" + plain);
    }
}
