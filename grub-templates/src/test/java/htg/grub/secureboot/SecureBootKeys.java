package htg.grub.secureboot;

import java.nio.file.Path;

/** The keys of a distribution, and one that nobody knows. */
record SecureBootKeys(MadeKey authority, MadeKey signer, MadeKey stranger) {
    static SecureBootKeys in(Path folder) throws Exception {
        MadeKey authority = MadeKey.of(folder, "authority", "RSA");
        return new SecureBootKeys(
                authority, MadeKey.of(folder, "signer", "RSA", "authority"), MadeKey.of(folder, "stranger", "EC"));
    }
}
