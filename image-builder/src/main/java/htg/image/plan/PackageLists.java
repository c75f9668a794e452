package htg.image.plan;

import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.Hypervisor;
import htg.image.spec.StickSpec.PoolType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The package lists, one text file each, in {@code htg/image/packages}. */
final class PackageLists {
    private PackageLists() {}

    static List<String> tool() {
        return list("tool").sorted().toList();
    }

    static List<String> zfsBuild() {
        return list("zfs-build").sorted().toList();
    }

    static List<String> biosReads() {
        return list("bios-reads").sorted().toList();
    }

    static List<String> base(StickSpec spec) {
        Stream<String> hypervisors = spec.hypervisors().stream()
                .map(Hypervisor::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(PackageLists::list);
        Stream<String> pool = spec.pool().type() == PoolType.ZFS ? list("zfs") : Stream.empty();
        return Stream.of(list("base"), pool, hypervisors, spec.packages().stream())
                .flatMap(packages -> packages)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> list(String name) {
        String resource = "/htg/image/packages/" + name + ".txt";
        try (InputStream stream = Objects.requireNonNull(PackageLists.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
