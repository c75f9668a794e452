package htg.grub.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A tree with the files that the boot partition takes from Debian, as far as their contents are looked at. */
public final class FakeDebianTree {
    private FakeDebianTree() {}

    /** Fills {@code root}. */
    public static void make(Path root) throws IOException {
        Path bios = Files.createDirectories(root.resolve("usr/lib/grub/i386-pc"));
        StringBuilder needs = new StringBuilder();
        for (String module : allModules()) {
            needs.append(module).append(":\n");
            Files.writeString(bios.resolve(module + ".mod"), module);
        }
        Files.writeString(bios.resolve("moddep.lst"), needs);
        Files.writeString(bios.resolve("command.lst"), "*ls: ls\necho: echo\n");
        Path shim = Files.createDirectories(root.resolve("usr/lib/shim"));
        Files.writeString(shim.resolve("shimx64.efi.signed"), "shim");
        Files.writeString(shim.resolve("mmx64.efi.signed"), "mm");
        Path signed = Files.createDirectories(root.resolve("usr/lib/grub/x86_64-efi-signed"));
        Files.write(
                signed.resolve("grubx64.efi.signed"),
                Images.signedGrub("/EFI/debian", GrubModules.NEEDED_IN_SIGNED_GRUB));
    }

    private static List<String> allModules() {
        return Stream.of(GrubModules.BUILT_IN, GrubModules.COMMAND_LINE)
                .flatMap(List::stream)
                .toList();
    }
}
