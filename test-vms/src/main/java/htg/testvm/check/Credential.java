package htg.testvm.check;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A systemd credential (systemd.system-credentials(7)).
 *
 * @param name as systemd knows it, for example {@code systemd.extra-unit.NAME.service}
 */
public record Credential(String name, String content) {
    /** The OEM string of SMBIOS type 11 by which a virtual machine's host passes it. */
    public String oemString() {
        String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return "io.systemd.credential.binary:" + name + "=" + encoded;
    }
}
