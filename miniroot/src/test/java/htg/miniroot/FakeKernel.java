package htg.miniroot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** A module folder with the tables of depmod, whose modules hold their own path instead of code. */
final class FakeKernel {
    static final String VERSION = "6.12.0-test";

    private final Path tree;

    FakeKernel(Path tree) {
        this.tree = tree;
        List.of("modules.dep", "modules.alias", "modules.softdep", "modules.builtin")
                .forEach(table -> append(table, "# table"));
    }

    /** Adds a module; its path is {@code kernel/NAME.ko.xz}, and so are those of its dependencies. */
    FakeKernel module(String name, String... dependencies) {
        write(path(name));
        append(
                "modules.dep",
                path(name) + ":"
                        + Stream.of(dependencies)
                                .map(other -> " " + path(other))
                                .reduce("", String::concat));
        return this;
    }

    /** Adds every driver that htg's own lists name for a stick with such a pool, none of which depends on another. */
    FakeKernel allDrivers(PoolType pool) {
        ScriptResources.driverLists().stream()
                .filter(list -> !list.isForeign(pool))
                .flatMap(list -> list.lines().stream())
                .flatMap(List::stream)
                .forEach(driver -> module(driver.name()));
        return this;
    }

    FakeKernel builtin(String name) {
        return append("modules.builtin", "kernel/" + name + ".ko");
    }

    FakeKernel alias(String pattern, String module) {
        return append("modules.alias", "alias " + pattern + " " + KernelModule.canonical(module));
    }

    FakeKernel soft(String line) {
        return append("modules.softdep", "softdep " + line);
    }

    KernelTree kernel() {
        return KernelTree.in(tree);
    }

    private static String path(String name) {
        return "kernel/" + name + ".ko.xz";
    }

    private void write(String path) {
        Path file = folder().resolve(path);
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream stream =
                    new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0), XZ.CHECK_CRC32)) {
                stream.write(("code of " + path).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private FakeKernel append(String table, String line) {
        Path file = folder().resolve(table);
        try {
            Files.createDirectories(folder());
            Files.writeString(
                    file,
                    line + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path folder() {
        return tree.resolve("usr/lib/modules").resolve(VERSION);
    }
}
