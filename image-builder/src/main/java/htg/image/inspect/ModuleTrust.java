package htg.image.inspect;

import htg.grub.secureboot.Certificates;
import htg.grub.secureboot.ModuleSignature;
import htg.image.inspect.SecureBoot.State;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whose modules a kernel loads under Secure Boot.
 *
 * @param kernelKeys built into it; absent when it cannot be unpacked
 * @param shimKeys which shim hands to it
 * @param ownKeys certificates on the boot partition by their paths, which shim hands to it once they are enrolled
 */
record ModuleTrust(
        Optional<List<X509Certificate>> kernelKeys,
        List<X509Certificate> shimKeys,
        SortedMap<String, X509Certificate> ownKeys) {
    ModuleTrust {
        shimKeys = List.copyOf(shimKeys);
    }

    /**
     * What a signature is worth.
     *
     * @param signer its name; empty when nobody has signed
     * @param trust as in {@link SecureBoot.Signer}
     */
    record Opinion(State state, String signer, String trust) {
        static final Opinion UNSIGNED = new Opinion(State.UNSIGNED, "", "unknown");
    }

    Opinion of(Optional<ModuleSignature> signature) {
        return signature.map(this::of).orElse(Opinion.UNSIGNED);
    }

    private Opinion of(ModuleSignature signature) {
        return by(kernelKeys.orElse(List.of()), signature, "kernel")
                .or(() -> by(shimKeys, signature, "shim"))
                .or(() -> by(List.copyOf(ownKeys.values()), signature, "key"))
                .orElseGet(() -> new Opinion(State.SIGNED, signature.signer(), unknown(signature)));
    }

    private static Optional<Opinion> by(List<X509Certificate> keys, ModuleSignature signature, String trust) {
        return keys.stream()
                .filter(signature::names)
                .findFirst()
                .map(key -> new Opinion(
                        signature.isBy(key) ? State.SIGNED : State.CHANGED, Certificates.subject(key), trust));
    }

    /** A key of the same name as the kernel's, but not the same, is that of another kernel; no one ever enrols it. */
    private String unknown(ModuleSignature signature) {
        if (kernelKeys.isEmpty()) {
            return "unverified";
        }
        boolean another = kernelKeys.get().stream()
                .anyMatch(key -> Certificates.issuer(key).equals(signature.signer()));
        return another ? "other-kernel" : "unknown";
    }
}
