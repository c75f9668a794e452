package htg.image.spec;

import htg.common.DataSize;
import htg.common.document.Document;
import htg.common.document.Problem;
import htg.grub.menu.BlockSize;
import htg.image.sign.MachineOwnerKey;
import htg.image.spec.StickSpec.Access;
import htg.image.spec.StickSpec.Firmware;
import htg.image.spec.StickSpec.FixedAddresses;
import htg.image.spec.StickSpec.Grub;
import htg.image.spec.StickSpec.Hypervisor;
import htg.image.spec.StickSpec.Image;
import htg.image.spec.StickSpec.Network;
import htg.image.spec.StickSpec.Pool;
import htg.image.spec.StickSpec.PoolType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Turns a tree that the schema accepts into records; defaults come from the schema, so they are written once. */
final class SpecMapper {
    /** Boot partitions and the smallest base that was ever built, with room to breathe. */
    private static final DataSize SMALLEST_IMAGE = DataSize.ofMebibytes(1280);

    /** As in {@code zpool-create(8)}. */
    private static final Pattern ZFS_NAME = Pattern.compile("(?!mirror|raidz|draid|spare|log$)[a-z].*");

    private SpecMapper() {}

    static StickSpec map(JsonNode root, Optional<MachineOwnerKey> machineOwnerKey) {
        return new StickSpec(
                text(root, "name"),
                text(root, "suite"),
                texts(root, "packages"),
                pool(root),
                texts(root, "hypervisors").stream()
                        .map(name -> constant(Hypervisor::valueOf, name))
                        .toList(),
                texts(root, "firmware").stream()
                        .map(name -> constant(Firmware::valueOf, name))
                        .collect(Collectors.toSet()),
                machineOwnerKey,
                access(root),
                network(root),
                texts(root, "console"),
                new Grub(BlockSize.of(text(root, "grub", "block-size"))),
                new Image(DataSize.parse(text(root, "image", "size"))));
    }

    /** What the schema cannot say. */
    static List<Problem> checkMeaning(StickSpec spec, Document document) {
        List<Problem> problems = new ArrayList<>();
        if (spec.image().size().compareTo(SMALLEST_IMAGE) < 0) {
            problems.add(new Problem(
                    document.placeOf("/image/size"),
                    "image.size is " + spec.image().size() + ", but the base needs at least " + SMALLEST_IMAGE));
        }
        if (spec.pool().type() == PoolType.ZFS && !ZFS_NAME.matcher(spec.name()).matches()) {
            problems.add(new Problem(
                    document.placeOf("/name"),
                    "name is " + spec.name() + ", but a ZFS pool's name begins with a letter, and not like a word of"
                            + " zpool: log, mirror, raidz, draid, spare"));
        }
        spec.pool()
                .compression()
                .objection(spec.pool().type())
                .ifPresent(objection -> problems.add(new Problem(
                        document.placeOf("/pool/compression"),
                        "pool.compression is " + spec.pool().compression() + ", but " + objection)));
        spec.network().fixed().ifPresent(fixed -> NetworkCheck.check(fixed, document, problems));
        return problems;
    }

    private static Pool pool(JsonNode root) {
        return new Pool(
                constant(PoolType::valueOf, text(root, "pool", "type")),
                find(root, "pool", "mirror").asInt(),
                new Compression(text(root, "pool", "compression")));
    }

    private static Access access(JsonNode root) {
        return new Access(
                text(root, "access", "hostname"),
                texts(root, "access", "ssh-keys"),
                optional(root, "access", "root-password-hash"));
    }

    private static Network network(JsonNode root) {
        List<String> addresses = texts(root, "network", "addresses");
        Optional<FixedAddresses> fixed = addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new FixedAddresses(
                        addresses, optional(root, "network", "gateway"), texts(root, "network", "dns")));
        return new Network(text(root, "network", "interface"), fixed);
    }

    private static <E extends Enum<E>> E constant(Function<String, E> valueOf, String name) {
        return valueOf.apply(name.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> optional(JsonNode root, String... path) {
        JsonNode node = find(root, path);
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    private static String text(JsonNode root, String... path) {
        return optional(root, path)
                .orElseThrow(
                        () -> new IllegalStateException("the schema has no default for " + String.join(".", path)));
    }

    private static List<String> texts(JsonNode root, String... path) {
        List<String> texts = new ArrayList<>();
        find(root, path).forEach(node -> texts.add(node.asString()));
        return texts;
    }

    private static JsonNode find(JsonNode root, String... path) {
        JsonNode value = root;
        JsonNode schema = SpecReader.TYPE.schema();
        for (String name : path) {
            value = value.path(name);
            schema = schema.path("properties").path(name);
        }
        return value.isMissingNode() ? schema.path("default") : value;
    }
}
