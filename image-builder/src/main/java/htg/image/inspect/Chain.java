package htg.image.inspect;

import htg.grub.secureboot.Certificates;
import htg.grub.secureboot.MicrosoftAuthority;
import htg.grub.secureboot.ProgramSignature;
import htg.grub.secureboot.Sbat;
import htg.grub.secureboot.ShimKeys;
import htg.image.inspect.SecureBoot.State;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What UEFI firmware starts first, and whom that trusts.
 *
 * @param keys of shim; absent when the first program is none
 * @param ownKeys certificates on the boot partition, by their paths
 * @param mokManager whether they can be enrolled
 */
record Chain(
        ReadProgram first,
        ReadProgram grub,
        Optional<ShimKeys> keys,
        SortedMap<String, X509Certificate> ownKeys,
        boolean mokManager) {
    /** Adds what stands between a place's firmware and GRUB. */
    void judge(Place place, Judgement judgement) {
        present(first, judgement);
        if (keys.isPresent()) {
            present(grub, judgement);
        }
        place.authority().ifPresent(authority -> {
            judgeFirst(authority, judgement);
            if (keys.isPresent() && first.image().isPresent()) {
                judge(grub, keys.get(), authority, judgement);
                judgeLevel(keys.get(), judgement);
            }
        });
    }

    /** Adds why a kernel is not started under Secure Boot. */
    void judgeKernel(ReadProgram kernel, Place place, Judgement judgement) {
        if (place.authority().isPresent() && keys.isPresent() && kernel.image().isPresent()) {
            judge(kernel, keys.get(), place.authority().get(), judgement);
        }
    }

    private static void present(ReadProgram program, Judgement judgement) {
        if (program.isMissing()) {
            judgement.no("there is no " + program.path());
        } else if (program.image().isEmpty()) {
            judgement.no(program.problem());
        }
    }

    private void judgeFirst(MicrosoftAuthority authority, Judgement judgement) {
        if (first.image().isEmpty()) {
            return;
        }
        if (keys.isEmpty()) {
            judgement.no(first.path() + " is no shim, and starts nothing under Secure Boot");
        }
        List<ProgramSignature> its = first.signatures().stream()
                .filter(signature -> signature.leadsTo(authority.fingerprint()))
                .toList();
        if (its.isEmpty()) {
            judgement.no(first.path() + " is not signed by " + authority.title());
        } else if (its.stream().noneMatch(signature -> signature.isBy(authority.fingerprint()))) {
            judgement.no(unsound(first));
        }
    }

    private void judge(ReadProgram program, ShimKeys shim, MicrosoftAuthority authority, Judgement judgement) {
        if (program.image().isEmpty()) {
            return;
        }
        if (shim.revokes(program.image().get(), program.signatures())) {
            judgement.no("shim refuses this " + program.path() + ": its distribution has revoked it");
        }
        boolean trusted = program.signatures().stream()
                .anyMatch(one -> one.isBy(authority.fingerprint())
                        || shim.certificates().stream().anyMatch(one::isBy));
        if (trusted) {
            return;
        }
        if (program.state() != State.SIGNED) {
            judgement.no(unsound(program));
            return;
        }
        String signer = program.signatures().get(0).signer();
        judgement.afterEnrolment(signer, pathOf(signer), mokManager);
    }

    /** Shim wants a level of what it starts itself; a kernel, which GRUB starts, may have none. */
    private void judgeLevel(ShimKeys shim, Judgement judgement) {
        if (grub.image().isEmpty()) {
            return;
        }
        if (grub.sbat().components().isEmpty()) {
            judgement.no(grub.path() + " has no SBAT level, without which shim starts nothing");
        }
        List<Sbat.Component> below = grub.sbat().below(shim.level());
        if (!below.isEmpty()) {
            judgement.no(grub.path() + " has SBAT level "
                    + below.stream().map(Sbat.Component::toString).collect(Collectors.joining(", "))
                    + ", which shim no longer starts");
        }
    }

    /** Where the certificate of this name lies; empty when it does not. */
    String pathOf(String name) {
        return ownKeys.entrySet().stream()
                .filter(key -> Certificates.subject(key.getValue()).equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String unsound(ReadProgram program) {
        return program.path()
                + switch (program.state()) {
                    case UNSIGNED -> " is not signed";
                    case CHANGED -> " was changed after it was signed";
                    default -> " has a signature that does not hold";
                };
    }
}
