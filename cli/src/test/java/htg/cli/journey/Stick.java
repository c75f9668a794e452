package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.TemporaryFolder;
import htg.common.process.CommandResult;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The sticks that tests look into, and write nothing to: those that are given, or ones built once for all tests of a process. */
final class Stick {
    private static final Map<String, StickImage> SHARED = new HashMap<>();

    private Stick() {}

    /** The image that {@code -Dhtg.test.stick} or {@code HTG_TEST_STICK} names; else the default stick, built. */
    static StickImage image() {
        return shared("htg.test.stick", "htg", () -> new String[0]);
    }

    /** The one that {@code -Dhtg.test.stock-stick} or {@code HTG_TEST_STOCK_STICK} names; else one with stock GRUB, built. */
    static StickImage withStockGrub() {
        return shared("htg.test.stock-stick", "stock", () -> new String[] {"--set", "grub.block-size=stock"});
    }

    /**
     * The one that {@code -Dhtg.test.zfs-stick} or {@code HTG_TEST_ZFS_STICK} names; else the default stick with ZFS, built. It is
     * signed, so that there is one to be built: that makes no difference to who does not look for it.
     */
    static StickImage ofZfs() {
        return given("htg.test.zfs-stick").orElseGet(Stick::ofSignedZfs);
    }

    /**
     * The one that {@code -Dhtg.test.xen-stick} or {@code HTG_TEST_XEN_STICK} names; else a stick with KVM and Xen, built, to which
     * root logs in with the password {@code htg}.
     */
    static StickImage withXen() {
        return shared("htg.test.xen-stick", "xen", () -> new String[] {
            "--set",
            "hypervisors=[kvm, xen]",
            "--set",
            "access.root-password-hash='$6$htgtest$3/1XmwJMottWQweoRiZ3XasDV86CRWjEfLmjQrd09KpRHW/lvBVvQPjzxmgGZXcK1uC/M6NEPKF5IusS2fAqX1'"
        });
    }

    /** The one that {@code -Dhtg.test.signed-zfs-stick} or {@code HTG_TEST_SIGNED_ZFS_STICK} names; else one with a key of ours. */
    static StickImage ofSignedZfs() {
        return shared(
                "htg.test.signed-zfs-stick", "zfs", () -> OwnerKey.ofTests().signing("--set", "pool.type=zfs"));
    }

    private static synchronized StickImage shared(String property, String name, Supplier<String[]> options) {
        return SHARED.computeIfAbsent(
                name, none -> given(property).orElseGet(() -> build(folderOfThisProcess(), name, options.get())));
    }

    private static Optional<StickImage> given(String property) {
        String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .map(given -> StickImage.at(Path.of(given)));
    }

    private static Path folderOfThisProcess() {
        try {
            Path folder = Files.createTempDirectory("htg-sticks-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> TemporaryFolder.deleteTree(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Builds a stick in a folder. */
    static StickImage build(Path folder, String name, String... options) {
        Htg.requireBuildTools();
        List<String> arguments = new ArrayList<>(List.of("build", "--cache", Htg.CACHE.toString()));
        arguments.addAll(List.of("-o", name + ".img"));
        arguments.addAll(List.of(options));
        CommandResult build = new Htg(folder).run(arguments.toArray(String[]::new));
        assertThat(build.exitStatus()).as(build.errorTail()).isZero();
        return StickImage.at(folder.resolve(name + ".img"));
    }
}
