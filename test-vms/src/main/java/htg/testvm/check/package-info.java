/**
 * Checks that run inside the guest, and how they get there: as systemd credentials in the SMBIOS tables, so that the
 * image under test is the image people get.
 *
 * <p>May import the JDK, {@code htg.common} and {@code htg.testvm.machine}.
 */
@NullMarked
package htg.testvm.check;

import org.jspecify.annotations.NullMarked;
