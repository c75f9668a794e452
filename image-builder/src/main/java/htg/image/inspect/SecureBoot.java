package htg.image.inspect;

import java.util.List;
import java.util.Locale;

/**
 * What Secure Boot makes of a stick. Field names are stable.
 *
 * @param summary one sentence
 * @param programs what firmware, shim and GRUB start, in that order
 * @param shimKeys the certificates built into shim, whose programs it starts
 * @param shimRevokes how many programs and certificates this shim refuses
 * @param shimLevel the SBAT generations below which shim starts nothing
 * @param mokManager whether a key can be enrolled from this stick
 * @param keys certificates that lie on the boot partition, to be enrolled
 * @param ramdisks the modules that each kernel gets from each ramdisk
 * @param entries of GRUB's menu, in its order
 */
public record SecureBoot(
        String summary,
        List<Program> programs,
        List<Key> shimKeys,
        int shimRevokes,
        List<Component> shimLevel,
        boolean mokManager,
        List<Key> keys,
        List<Ramdisk> ramdisks,
        List<Entry> entries) {
    public SecureBoot {
        programs = List.copyOf(programs);
        shimKeys = List.copyOf(shimKeys);
        shimLevel = List.copyOf(shimLevel);
        keys = List.copyOf(keys);
        ramdisks = List.copyOf(ramdisks);
        entries = List.copyOf(entries);
    }

    /** A constant as JSON has it. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a program is there for. */
    public enum Role {
        SHIM,
        GRUB,
        MOK_MANAGER,
        KERNEL,
        /** What the menu starts that is no Linux: the memory test. */
        TOOL;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** How a program, or a module, is signed. */
    public enum State {
        /** As its signer has signed it. */
        SIGNED,
        /** Changed after it was signed. */
        CHANGED,
        UNSIGNED,
        /** Its signature is not the signer's, or of an unknown kind. */
        INVALID,
        /** It cannot be read. */
        DAMAGED,
        MISSING;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** What starts something on a machine. */
    public enum Verdict {
        YES,
        /** Once a key is enrolled on that machine with MokManager. */
        AFTER_ENROLMENT,
        NO,
        /** The menu does not offer it there. */
        NOT_SHOWN;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /**
     * A program for UEFI.
     *
     * @param path on the boot partition
     * @param problem why it cannot be read; empty when it can
     * @param digest its Authenticode SHA-256, as firmware lists it; empty when it cannot be read
     */
    public record Program(
            String path,
            Role role,
            State state,
            String problem,
            String digest,
            List<Signature> signatures,
            List<Component> sbat) {
        public Program {
            signatures = List.copyOf(signatures);
            sbat = List.copyOf(sbat);
        }
    }

    /**
     * One signature.
     *
     * @param authority who issued the signer's certificate
     * @param trust {@code microsoft-2011}, {@code microsoft-2023}, {@code shim} when a key built into shim answers for it,
     *     or {@code unknown}
     */
    public record Signature(String signer, String authority, State state, String trust) {}

    /** A component of a program and its SBAT generation; the version is empty where none is told. */
    public record Component(String name, long generation, String version) {}

    /**
     * A certificate.
     *
     * @param path on the boot partition; empty when it is built into a program
     * @param serial hexadecimal
     * @param sha256 of the certificate
     * @param validUntil ISO 8601; firmware and shim do not ask
     */
    public record Key(String name, String issuer, String path, String serial, String sha256, String validUntil) {}

    /**
     * The modules in one ramdisk, as one kernel takes them.
     *
     * @param problem why not all of it can be read; empty when it can
     * @param modules how many
     * @param signers of modules whose signature holds
     * @param unsigned names of those that nobody has signed
     * @param changed names of those whose signature does not hold
     */
    public record Ramdisk(
            String path,
            String kernel,
            String problem,
            int modules,
            List<Signer> signers,
            List<String> unsigned,
            List<String> changed) {
        public Ramdisk {
            signers = List.copyOf(signers);
            unsigned = List.copyOf(unsigned);
            changed = List.copyOf(changed);
        }
    }

    /**
     * Who has signed modules.
     *
     * @param trust {@code kernel} (a key built into that kernel), {@code shim}, {@code key} (one that lies on the boot
     *     partition), {@code unknown}, or {@code unverified} when the kernel cannot be unpacked
     */
    public record Signer(String name, String trust, List<String> modules) {
        public Signer {
            modules = List.copyOf(modules);
        }
    }

    /** An entry of the menu; kernel and ramdisks are empty when it starts no Linux. */
    public record Entry(
            String id, String title, boolean byDefault, String kernel, List<String> ramdisks, Starts starts) {
        public Entry {
            ramdisks = List.copyOf(ramdisks);
        }
    }

    /** Where an entry starts. The last is a machine that has Microsoft's certificate of 2023 and not that of 2011. */
    public record Starts(Start bios, Start uefi, Start secureBoot2011, Start secureBoot2023) {
        public List<Start> all() {
            return List.of(bios, uefi, secureBoot2011, secureBoot2023);
        }
    }

    /** Whether it starts there, and why not, or not fully. */
    public record Start(Verdict verdict, List<String> reasons) {
        public Start {
            reasons = List.copyOf(reasons);
        }
    }
}
