/**
 * What Secure Boot looks at, read from the files that it is about: programs for UEFI (Microsoft PE format), their
 * signatures (Windows Authenticode Portable Executable Signature Format, RFC 2315 and 5652), SBAT levels and the keys built
 * into shim (SBAT.md and cert.S of shim), and the signatures of kernel modules (Documentation/admin-guide/module-signing).
 * Whatever a file says is checked against its bounds first.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.grub.secureboot;

import org.jspecify.annotations.NullMarked;
