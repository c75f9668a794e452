package htg.image.inspect;

import htg.image.inspect.RamdiskReader.Content;
import htg.image.inspect.RamdiskReader.RamdiskModule;
import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.State;
import htg.image.inspect.SecureBoot.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says whether an entry of the menu starts at a place. */
final class EntryJudge {
    private static final String ROOT_TYPE = "rootfstype=";
    private static final String RESCUE = "htg.rescue";
    private static final Set<String> FOREIGN = Set.of("unknown", "key", "unverified");

    private final OpenStick stick;
    private final Chain chain;
    private final Kernels kernels;

    EntryJudge(OpenStick stick, Chain chain, Kernels kernels) {
        this.stick = stick;
        this.chain = chain;
        this.kernels = kernels;
    }

    /** What becomes of an entry; absent when the menu does not have it there. */
    Start judge(Optional<MenuItem> entry, Place place) {
        if (entry.isEmpty()) {
            return new Start(Verdict.NOT_SHOWN, List.of());
        }
        Judgement judgement = new Judgement();
        if (place == Place.BIOS) {
            stick.biosFault().ifPresent(judgement::no);
        } else {
            chain.judge(place, judgement);
        }
        judge(entry.get(), place, judgement);
        return judgement.start();
    }

    private void judge(MenuItem item, Place place, Judgement judgement) {
        if (item.refused()) {
            judgement.no("the menu says that it cannot start there");
        } else if (item.isXen() && place.authority().isPresent()) {
            judgement.no("GRUB starts no Xen under Secure Boot");
        }
        Stream.concat(Stream.of(item.kernel(), item.program()), item.ramdisks().stream())
                .filter(path -> !path.isEmpty() && !kernels.has(path))
                .forEach(path -> judgement.no("there is no " + path));
        if (item.kernel().isEmpty()) {
            return;
        }
        if (place != Place.BIOS && kernels.has(item.kernel())) {
            chain.judgeKernel(kernels.program(item.kernel()), place, judgement);
        }
        List<Content> ramdisks = item.ramdisks().stream()
                .filter(kernels::has)
                .map(path -> readable(item, path, judgement))
                .toList();
        if (place.authority().isPresent()) {
            judgeModules(ramdisks, needed(item, ramdisks), judgement);
        }
    }

    private Content readable(MenuItem item, String path, Judgement judgement) {
        Content content = kernels.ramdisk(item.kernel(), path);
        if (!content.problem().isEmpty()) {
            judgement.no(path + " cannot be read: " + content.problem());
        }
        return content;
    }

    /** The root file system's module and all that it needs; nothing for the rescue shell, which has no root. */
    private static Set<String> needed(MenuItem item, List<Content> ramdisks) {
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        item.arguments().stream()
                .filter(argument ->
                        argument.startsWith(ROOT_TYPE) && !item.arguments().contains(RESCUE))
                .forEach(argument -> open.add(argument.substring(ROOT_TYPE.length())));
        while (!open.isEmpty()) {
            String module = open.remove();
            if (needed.add(module)) {
                ramdisks.forEach(content -> open.addAll(content.dependencies().getOrDefault(module, List.of())));
            }
        }
        return needed;
    }

    private void judgeModules(List<Content> ramdisks, Set<String> needed, Judgement judgement) {
        List<RamdiskModule> all =
                ramdisks.stream().flatMap(content -> content.modules().stream()).toList();
        List<RamdiskModule> root =
                all.stream().filter(module -> needed.contains(module.name())).toList();
        refuse(root, EntryJudge::isUnsigned, "nobody has signed ", judgement);
        refuse(root, EntryJudge::isChanged, "changed after they were signed: ", judgement);
        refuse(root, EntryJudge::isOfAnotherKernel, "signed for another kernel: ", judgement);
        root.stream().filter(EntryJudge::isForeign).forEach(module -> enrol(module, judgement));
        List<String> left = all.stream()
                .filter(module -> !needed.contains(module.name()))
                .filter(module -> isUnsigned(module) || isChanged(module) || isOfAnotherKernel(module))
                .map(RamdiskModule::name)
                .distinct()
                .sorted()
                .toList();
        if (!left.isEmpty()) {
            judgement.note(
                    "without the modules " + String.join(", ", left) + ", whose signatures are missing or wrong");
        }
    }

    private void enrol(RamdiskModule module, Judgement judgement) {
        if (module.opinion().trust().equals("unverified")) {
            judgement.note("the kernel's own keys cannot be read to verify its modules");
            return;
        }
        String path = chain.pathOf(module.opinion().signer());
        judgement.afterEnrolment(module.opinion().signer(), path, chain.mokManager());
    }

    private static void refuse(
            List<RamdiskModule> modules, Predicate<RamdiskModule> when, String why, Judgement judgement) {
        List<String> names = modules.stream()
                .filter(when)
                .map(module -> module.name() + ".ko")
                .distinct()
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            judgement.no(why + String.join(", ", names));
        }
    }

    private static boolean isUnsigned(RamdiskModule module) {
        return module.opinion().state() == State.UNSIGNED;
    }

    private static boolean isChanged(RamdiskModule module) {
        return module.opinion().state() == State.CHANGED;
    }

    private static boolean isOfAnotherKernel(RamdiskModule module) {
        return module.opinion().state() == State.SIGNED
                && module.opinion().trust().equals("other-kernel");
    }

    private static boolean isForeign(RamdiskModule module) {
        return module.opinion().state() == State.SIGNED
                && FOREIGN.contains(module.opinion().trust());
    }
}
