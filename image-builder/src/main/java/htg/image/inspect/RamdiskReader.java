package htg.image.inspect;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.fsimage.cpio.CpioArchives;
import htg.fsimage.cpio.CpioEntry;
import htg.fsimage.volume.ImageFormatException;
import htg.grub.secureboot.ModuleSignature;
import htg.image.inspect.SecureBoot.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules in one ramdisk. One at a time is in memory.
 *
 * <p>Not thread-safe.
 */
final class RamdiskReader {
    /** Five times what ZFS has. */
    private static final int LARGEST = 64 << 20;

    private static final int MOST_MODULES = 4096;
    private static final int MOST_DEPENDENCIES = 1 << 20;
    private static final Pattern MODULE = Pattern.compile("(?:.*/)?([^/]+)\\.ko(?:\\.(?:xz|gz|zst))?");
    private static final Pattern DEPENDENCIES = Pattern.compile("(?:.*/)?modules\\.dep");

    private final ModuleTrust trust;
    private final Unpacker unpacker;
    private final List<RamdiskModule> modules = new ArrayList<>();
    private final Map<String, List<String>> dependencies = new HashMap<>();

    /** A module and what its signature is worth. */
    record RamdiskModule(String name, ModuleTrust.Opinion opinion) {
        RamdiskModule {
            name = name.replaceAll("\\p{Cntrl}", "?");
        }
    }

    /**
     * What a ramdisk holds.
     *
     * @param problem why not all of it can be read; empty when it can
     * @param dependencies what each module needs, as the ramdisk itself lists it
     */
    record Content(String problem, List<RamdiskModule> modules, Map<String, List<String>> dependencies) {
        Content {
            modules = List.copyOf(modules);
            dependencies = Map.copyOf(dependencies);
        }

        /** Whether it can be read, and no signature in it is wrong. */
        boolean isSound() {
            return problem.isEmpty()
                    && modules.stream().noneMatch(one -> one.opinion().state() == State.CHANGED);
        }
    }

    private RamdiskReader(ModuleTrust trust, Unpacker unpacker) {
        this.trust = trust;
        this.unpacker = unpacker;
    }

    /** Reads a ramdisk, which the caller closes. */
    static Content read(InputStream ramdisk, ModuleTrust trust, Unpacker unpacker) {
        RamdiskReader reader = new RamdiskReader(trust, unpacker);
        String problem = "";
        try {
            reader.archives(ramdisk);
        } catch (IOException damaged) {
            problem = HtgException.reason(damaged);
        } catch (HtgException damaged) {
            if (damaged.code() != ExitCode.FAILED) {
                throw damaged;
            }
            problem = damaged.getMessage();
        }
        return new Content(problem, reader.modules, reader.dependencies);
    }

    private void archives(InputStream ramdisk) throws IOException {
        CpioArchives plain = new CpioArchives(ramdisk);
        if (plain.visit(this::take).length == 0) {
            return;
        }
        try (InputStream unpacked = unpacker.open(plain.rest())) {
            if (new CpioArchives(unpacked).visit(this::take).length > 0) {
                throw new ImageFormatException("there is no cpio archive in it");
            }
        }
    }

    private void take(CpioEntry entry, InputStream content) throws IOException {
        Matcher module = MODULE.matcher(entry.name());
        if (module.matches()) {
            if (modules.size() == MOST_MODULES) {
                throw new ImageFormatException("it has more than " + MOST_MODULES + " modules");
            }
            byte[] file = unpacked(entry.content(content, LARGEST));
            modules.add(new RamdiskModule(module.group(1), trust.of(ModuleSignature.of(entry.name(), file))));
        } else if (DEPENDENCIES.matcher(entry.name()).matches()) {
            byte[] list = entry.content(content, MOST_DEPENDENCIES);
            new String(list, StandardCharsets.ISO_8859_1).lines().forEach(this::dependency);
        } else {
            entry.skip(content);
        }
    }

    private byte[] unpacked(byte[] file) throws IOException {
        try (InputStream content = unpacker.open(new ByteArrayInputStream(file))) {
            byte[] module = content.readNBytes(LARGEST + 1);
            if (module.length > LARGEST) {
                throw new ImageFormatException("it has a module of more than " + LARGEST + " bytes");
            }
            return module;
        }
    }

    /** A line of modules.dep: a module, a colon, and all that it needs. */
    private void dependency(String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            List<String> needed = List.of(line.substring(colon + 1).strip().split("\\s+")).stream()
                    .map(RamdiskReader::name)
                    .filter(name -> !name.isEmpty())
                    .toList();
            dependencies.put(name(line.substring(0, colon)), needed);
        }
    }

    private static String name(String path) {
        Matcher module = MODULE.matcher(path);
        return module.matches() ? module.group(1) : "";
    }
}
