package htg.image.inspect;

import htg.image.inspect.SecureBoot.Component;
import htg.image.inspect.SecureBoot.Program;
import htg.image.inspect.SecureBoot.Ramdisk;
import htg.image.inspect.SecureBoot.Signature;
import htg.image.inspect.SecureBoot.Signer;
import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The findings for people. */
public final class InspectionText {
    private static final int LISTED = 8;

    private InspectionText() {}

    /** One line: {@code Secure Boot: } and what it comes to. */
    public static String line(SecureBoot found) {
        return "Secure Boot: " + found.summary() + "\n";
    }

    /** A page of text. What the stick's maker may have put in to change how a terminal shows it, is taken out. */
    public static String of(SecureBoot found) {
        return page(found).replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }

    private static String page(SecureBoot found) {
        return line(found) + "\nPrograms\n"
                + found.programs().stream().map(InspectionText::program).collect(Collectors.joining())
                + shim(found)
                + "\nModules\n"
                + found.ramdisks().stream().map(InspectionText::ramdisk).collect(Collectors.joining())
                + found.keys().stream().map(InspectionText::key).collect(Collectors.joining())
                + "\nMenu\n"
                + row("", "BIOS", "UEFI", "Secure Boot 2011", "only 2023")
                + found.entries().stream().map(InspectionText::entry).collect(Collectors.joining());
    }

    private static String program(Program program) {
        String sbat = program.sbat().isEmpty() ? "" : "    SBAT " + components(program.sbat()) + "\n";
        String problem = program.problem().isEmpty() ? "" : "    " + program.problem() + "\n";
        return "  " + program.path() + ", " + program.role().toString().replace("mok-manager", "MokManager") + ": "
                + program.state() + "\n"
                + program.signatures().stream().map(InspectionText::signature).collect(Collectors.joining()) + sbat
                + problem;
    }

    private static String signature(Signature signature) {
        return "    " + signature.signer() + ", of " + signature.authority()
                + (signature.trust().equals("unknown") ? ", which neither Microsoft nor shim knows" : "")
                + (signature.state() == State.SIGNED ? "" : " (" + signature.state() + ")") + "\n";
    }

    private static String shim(SecureBoot found) {
        if (found.shimKeys().isEmpty() && found.shimLevel().isEmpty()) {
            return "";
        }
        return "  shim starts what " + names(found.shimKeys()) + " has signed, refuses " + found.shimRevokes()
                + " old programs, and wants SBAT " + components(found.shimLevel()) + "\n";
    }

    private static String names(List<SecureBoot.Key> keys) {
        return keys.isEmpty()
                ? "nobody"
                : keys.stream().map(SecureBoot.Key::name).collect(Collectors.joining(", "));
    }

    private static String components(List<Component> components) {
        return components.stream()
                .filter(component -> !component.name().equals("sbat"))
                .map(component -> component.name() + " " + component.generation())
                .collect(Collectors.joining(", "));
    }

    private static String ramdisk(Ramdisk ramdisk) {
        return "  " + ramdisk.path() + ", " + ramdisk.modules() + " for " + ramdisk.kernel() + "\n"
                + ramdisk.signers().stream().map(InspectionText::signer).collect(Collectors.joining())
                + some("unsigned: ", ramdisk.unsigned())
                + some("changed after they were signed: ", ramdisk.changed())
                + (ramdisk.problem().isEmpty() ? "" : "    cannot be read: " + ramdisk.problem() + "\n");
    }

    private static String signer(Signer signer) {
        String who = switch (signer.trust()) {
            case "kernel" -> "a key built into this kernel";
            case "shim" -> "a key built into shim";
            case "key" -> "to be enrolled";
            case "other-kernel" -> "the key of another kernel";
            case "unverified" -> "not verified: this kernel's keys cannot be read";
            default -> "an unknown key, to be enrolled";
        };
        return "    " + signer.modules().size() + " signed by '" + signer.name() + "' (" + who + ")"
                + (signer.trust().equals("kernel") ? "" : ": " + shortened(signer.modules())) + "\n";
    }

    private static String some(String what, List<String> names) {
        return names.isEmpty() ? "" : "    " + what + shortened(names) + "\n";
    }

    private static String shortened(List<String> names) {
        return names.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
    }

    private static String key(SecureBoot.Key key) {
        return "  " + key.path() + ": the key '" + key.name() + "', to be enrolled\n";
    }

    private static String entry(SecureBoot.Entry entry) {
        List<Start> starts = entry.starts().all();
        String[] cells = starts.stream().map(InspectionText::cell).toArray(String[]::new);
        String name = entry.title() + (entry.byDefault() ? " *" : "");
        // A long title has a line of its own.
        String first = name.length() > 24 ? "  " + name + "\n" : "";
        return first + row(first.isEmpty() ? name : "", cells) + reasons(starts);
    }

    private static String row(String name, String... cells) {
        return String.format(Locale.ROOT, "  %-24s %-8s %-8s %-16s %s%n", name, cells[0], cells[1], cells[2], cells[3]);
    }

    private static String cell(Start start) {
        return switch (start.verdict()) {
            case YES -> "yes";
            case AFTER_ENROLMENT -> "once enrolled";
            case NO -> "no";
            case NOT_SHOWN -> "-";
        };
    }

    /** Each once, with the places it is about. */
    private static String reasons(List<Start> starts) {
        return starts.stream()
                .flatMap(start -> start.reasons().stream())
                .distinct()
                .map(reason -> "    " + places(starts, reason) + ": " + reason + "\n")
                .collect(Collectors.joining());
    }

    private static String places(List<Start> starts, String reason) {
        List<Integer> which = IntStream.range(0, starts.size())
                .filter(i -> starts.get(i).reasons().contains(reason))
                .boxed()
                .toList();
        if (which.equals(List.of(2, 3))) {
            return "Secure Boot";
        }
        return which.size() == starts.size()
                ? "everywhere"
                : which.stream()
                        .map(i -> Arrays.asList(Place.values()).get(i).title())
                        .collect(Collectors.joining(", "));
    }
}
