package htg.image.inspect;

import htg.image.inspect.SecureBoot.Program;
import htg.image.inspect.SecureBoot.Role;
import htg.image.inspect.SecureBoot.Signature;
import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.State;
import htg.image.inspect.SecureBoot.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says it all in one sentence. */
final class Summary {
    private static final String MICROSOFT = "microsoft-";

    private Summary() {}

    static String of(List<Program> programs, boolean shim, boolean mokManager, List<SecureBoot.Entry> entries) {
        if (!shim) {
            return programs.isEmpty()
                    ? "nothing for UEFI on this stick, only a BIOS starts it"
                    : "no shim on this stick, Secure Boot must be off";
        }
        List<String> parts = new ArrayList<>();
        parts.add("shim " + signed(programs, Role.SHIM));
        String grub = signed(programs, Role.GRUB);
        String kernel = signed(programs, Role.KERNEL);
        if (grub.equals(kernel)) {
            parts.add("GRUB and kernel " + grub);
        } else {
            parts.add("GRUB " + grub);
            parts.add("kernel " + kernel);
        }
        parts.add(mokManager ? "MokManager present" : "no MokManager");
        return String.join(", ", parts) + "; " + starts(entries);
    }

    /** For example {@code signed by Microsoft (2011 and 2023)}. */
    private static String signed(List<Program> programs, Role role) {
        List<Program> those =
                programs.stream().filter(program -> program.role() == role).toList();
        List<State> states =
                those.stream().map(Program::state).distinct().sorted().toList();
        if (those.isEmpty()) {
            return "missing";
        } else if (states.get(states.size() - 1) != State.SIGNED) {
            return states.get(states.size() - 1).toString();
        }
        return "signed by "
                + those.stream()
                        .map(Program::signatures)
                        .map(Summary::authorities)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String authorities(List<Signature> signatures) {
        List<Signature> sound =
                signatures.stream().filter(one -> one.state() == State.SIGNED).toList();
        String years = sound.stream()
                .map(Signature::trust)
                .filter(trust -> trust.startsWith(MICROSOFT))
                .map(trust -> trust.substring(MICROSOFT.length()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
        return years.isEmpty()
                ? sound.stream().map(Signature::authority).distinct().collect(Collectors.joining(" and "))
                : "Microsoft (" + years + ")";
    }

    /** A menu can have another default under Secure Boot, where its usual one would not start. */
    private static String starts(List<SecureBoot.Entry> entries) {
        List<SecureBoot.Entry> defaults =
                entries.stream().filter(SecureBoot.Entry::byDefault).toList();
        return defaults.stream()
                .filter(entry -> entry.starts().secureBoot2011().verdict() != Verdict.NO
                        || entry.starts().secureBoot2023().verdict() != Verdict.NO)
                .findFirst()
                .or(() -> defaults.stream().findFirst())
                .map(entry -> "the default entry " + starts(entry))
                .orElse("the menu has no default entry");
    }

    private static String starts(SecureBoot.Entry entry) {
        Start older = entry.starts().secureBoot2011();
        Start newer = entry.starts().secureBoot2023();
        if (older.verdict() == newer.verdict()) {
            return switch (older.verdict()) {
                case YES -> "starts";
                case AFTER_ENROLMENT -> "starts " + older.reasons().get(0);
                default -> "does not start: " + String.join("; ", older.reasons());
            };
        }
        return older.verdict() == Verdict.NO
                ? "starts only with the certificate of 2023"
                : "starts only with the certificate of 2011";
    }
}
