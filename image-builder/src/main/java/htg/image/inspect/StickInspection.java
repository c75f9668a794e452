package htg.image.inspect;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.fsimage.volume.ImageFormatException;
import htg.grub.secureboot.Certificates;
import htg.grub.secureboot.ShimKeys;
import htg.image.inspect.SecureBoot.Role;
import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.Starts;
import htg.image.inspect.SecureBoot.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks into a stick. Nothing of it is written to, mounted or started. */
public final class StickInspection {
    private static final String SHIM = "/EFI/BOOT/BOOTX64.EFI";
    private static final String GRUB = "/EFI/BOOT/grubx64.efi";
    private static final String MOK_MANAGER = "/EFI/BOOT/mmx64.efi";
    private static final String MENU = "/grub/grub.cfg";
    private static final int LARGEST_MENU = 128 << 10;
    private static final int LARGEST_KEY = 64 << 10;
    private static final int MOST_KEYS = 16;

    private final OpenStick stick;
    private final Chain chain;
    private final ReadProgram mokManager;
    private final Kernels kernels;

    private StickInspection(OpenStick stick, Unpacker unpacker) throws IOException {
        this.stick = stick;
        BootPartition files = stick.files();
        ReadProgram first = ReadProgram.read(files, SHIM, Role.SHIM);
        this.mokManager = ReadProgram.read(files, MOK_MANAGER, Role.MOK_MANAGER);
        this.chain = new Chain(
                first,
                ReadProgram.read(files, GRUB, Role.GRUB),
                keys(first),
                ownKeys(files),
                mokManager.state() == State.SIGNED);
        this.kernels = new Kernels(files, unpacker, chain);
    }

    /**
     * What was found.
     *
     * @param secureBoot the findings
     * @param sound whether every program and module is as it was made
     */
    public record Result(SecureBoot secureBoot, boolean sound) {}

    /**
     * Inspects an image, or a stick.
     *
     * @param zstd what starts that program, without options
     * @throws HtgException when there is no stick, or its partitions or its menu are damaged; other damage is a finding
     */
    public static Result of(Path image, CommandRunner runner, Command zstd) {
        try (OpenStick stick = OpenStick.open(image)) {
            return new StickInspection(stick, new Unpacker(runner, zstd)).inspect();
        } catch (IOException failure) {
            throw OpenStick.damaged(image, HtgException.reason(failure), failure);
        }
    }

    private Result inspect() throws IOException {
        List<SecureBoot.Entry> entries = entries();
        SecureBoot described = new Description(chain, mokManager, kernels, entries).secureBoot();
        boolean sound = described.programs().stream()
                        .noneMatch(program -> List.of(State.CHANGED, State.INVALID, State.DAMAGED)
                                .contains(program.state()))
                && kernels.areSound();
        return new Result(described, sound);
    }

    /** The menu as GRUB shows it at a place. */
    private record ShownMenu(Place place, GrubMenu menu) {}

    private List<SecureBoot.Entry> entries() throws IOException {
        List<ShownMenu> menus = menus();
        EntryJudge judge = new EntryJudge(stick, chain, kernels);
        Map<String, MenuItem> all = new LinkedHashMap<>();
        menus.forEach(shown -> shown.menu().items().forEach(item -> all.putIfAbsent(item.id(), item)));
        return all.values().stream().map(item -> entry(item, menus, judge)).toList();
    }

    private static SecureBoot.Entry entry(MenuItem item, List<ShownMenu> menus, EntryJudge judge) {
        List<Start> starts = menus.stream()
                .map(shown -> judge.judge(shown.menu().item(item.id()), shown.place()))
                .toList();
        boolean byDefault =
                menus.stream().anyMatch(shown -> shown.menu().defaultId().equals(item.id()));
        return new SecureBoot.Entry(
                item.id(),
                item.title(),
                byDefault,
                item.kernel(),
                item.ramdisks(),
                new Starts(starts.get(0), starts.get(1), starts.get(2), starts.get(3)));
    }

    private List<ShownMenu> menus() throws IOException {
        byte[] content = stick.files()
                .content(MENU, LARGEST_MENU)
                .orElseThrow(() -> new ImageFormatException("it has no menu " + MENU));
        String text = new String(content, StandardCharsets.UTF_8);
        return Arrays.stream(Place.values())
                .map(place -> new ShownMenu(place, GrubMenu.read(text, place.grubVariables(), kernels::has)))
                .toList();
    }

    /** Damaged keys are no keys: then the program is told to be damaged, or no shim. */
    private static Optional<ShimKeys> keys(ReadProgram first) {
        try {
            return first.keys();
        } catch (HtgException damaged) {
            return Optional.empty();
        }
    }

    private static SortedMap<String, X509Certificate> ownKeys(BootPartition files) throws IOException {
        SortedMap<String, X509Certificate> keys = new TreeMap<>();
        for (String path : files.paths()) {
            boolean named = path.toLowerCase(Locale.ROOT).matches(".*\\.(der|cer|crt)");
            if (named && keys.size() < MOST_KEYS && files.size(path) <= LARGEST_KEY) {
                files.content(path, LARGEST_KEY).flatMap(Certificates::read).ifPresent(key -> keys.put(path, key));
            }
        }
        return keys;
    }
}
