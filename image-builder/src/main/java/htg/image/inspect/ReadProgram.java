package htg.image.inspect;

import htg.common.HtgException;
import htg.fsimage.volume.ImageFormatException;
import htg.grub.secureboot.MicrosoftAuthority;
import htg.grub.secureboot.PeImage;
import htg.grub.secureboot.ProgramSignature;
import htg.grub.secureboot.Sbat;
import htg.grub.secureboot.ShimKeys;
import htg.image.inspect.SecureBoot.Component;
import htg.image.inspect.SecureBoot.Program;
import htg.image.inspect.SecureBoot.Role;
import htg.image.inspect.SecureBoot.Signature;
import htg.image.inspect.SecureBoot.State;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A program on the boot partition, as far as it can be read.
 *
 * @param problem why it cannot; empty when it can
 * @param image present when it can
 */
record ReadProgram(
        String path, Role role, String problem, Optional<PeImage> image, List<ProgramSignature> signatures, Sbat sbat) {
    /** Five times what Debian's kernel has. */
    private static final int LARGEST = 64 << 20;

    private static final Sbat NO_SBAT = new Sbat(List.of());

    ReadProgram {
        signatures = List.copyOf(signatures);
    }

    static ReadProgram read(BootPartition files, String path, Role role) throws IOException {
        Optional<byte[]> content;
        try {
            content = files.content(path, LARGEST);
        } catch (ImageFormatException damaged) {
            return unreadable(path, role, HtgException.reason(damaged));
        }
        return content.map(bytes -> of(path, role, bytes)).orElseGet(() -> unreadable(path, role, ""));
    }

    private static ReadProgram of(String path, Role role, byte[] content) {
        try {
            PeImage image = PeImage.read(path, content);
            return new ReadProgram(path, role, "", Optional.of(image), ProgramSignature.of(image), Sbat.of(image));
        } catch (HtgException damaged) {
            return unreadable(path, role, damaged.getMessage());
        }
    }

    static ReadProgram unreadable(String path, Role role, String problem) {
        return new ReadProgram(path, role, problem, Optional.empty(), List.of(), NO_SBAT);
    }

    boolean isMissing() {
        return image.isEmpty() && problem.isEmpty();
    }

    /** The keys built into it; empty when it is no shim. */
    Optional<ShimKeys> keys() {
        return image.flatMap(ShimKeys::of);
    }

    /** The best that can be said of it. */
    State state() {
        if (image.isEmpty()) {
            return isMissing() ? State.MISSING : State.DAMAGED;
        }
        if (signatures.isEmpty()) {
            return State.UNSIGNED;
        }
        return signatures.stream()
                .map(ReadProgram::state)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As a document has it. */
    Program described(Optional<ShimKeys> shim) {
        return new Program(
                path,
                role,
                state(),
                problem,
                image.map(PeImage::sha256).orElse(""),
                signatures.stream()
                        .map(one -> new Signature(one.signer(), one.authority(), state(one), trust(one, shim)))
                        .toList(),
                components(sbat));
    }

    static List<Component> components(Sbat sbat) {
        return sbat.components().stream()
                .map(one -> new Component(one.name(), one.generation(), one.version()))
                .toList();
    }

    private static State state(ProgramSignature signature) {
        return switch (signature.state()) {
            case SOUND -> State.SIGNED;
            case MODIFIED -> State.CHANGED;
            case INVALID -> State.INVALID;
        };
    }

    private static String trust(ProgramSignature signature, Optional<ShimKeys> shim) {
        for (MicrosoftAuthority authority : MicrosoftAuthority.values()) {
            if (signature.leadsTo(authority.fingerprint())) {
                return "microsoft-" + authority.year();
            }
        }
        boolean known =
                shim.stream().flatMap(keys -> keys.certificates().stream()).anyMatch(signature::leadsTo);
        return known ? "shim" : "unknown";
    }
}
