package htg.testvm.check;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shell that a base is started with instead of its init, to run checks a second after the root pool was mounted. The
 * base's own shell and tools run it, so that any stick can be probed.
 */
public final class Probe {
    /**
     * Arguments of the kernel, the last ones there may be. Without quotes inside, which neither GRUB nor the kernel would
     * leave alone, the shell is told only where to find its script.
     */
    public static final String ARGUMENTS = "init=/bin/sh -- -c \"grep -az htg.probe: /sys/firmware/dmi/tables/DMI"
            + " | sed s/.*htg.probe:// | base64 -di | sh\"";

    static final String NAME = "htg.probe";

    private Probe() {}

    /** The OEM string of SMBIOS type 11 that holds the script, for these checks. */
    static String oemString(List<Check> checks) {
        String names = checks.stream().map(Check::name).collect(Collectors.joining(" "));
        String script = Check.resource("probe.sh") + "probe " + names + "\n";
        return NAME + ":" + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    }
}
