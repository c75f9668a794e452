package htg.testvm.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What guests have to be told of this computer's processor. */
final class HostProcessor {
    private static final Pattern MEGAHERTZ = Pattern.compile("(?m)^cpu MHz\\s*:\\s*(\\d+)(?:\\.(\\d{3}))?");
    private static final String USUAL = "2000000";

    private HostProcessor() {}

    /** The frequency in kHz, with which translated guests see their time stamp counter run; 2 GHz if nobody knows. */
    static String kilohertz() {
        try {
            return kilohertz(Files.readString(Path.of("/proc/cpuinfo")));
        } catch (IOException unknown) {
            return USUAL;
        }
    }

    static String kilohertz(String cpuinfo) {
        Matcher matcher = MEGAHERTZ.matcher(cpuinfo);
        if (!matcher.find()) {
            return USUAL;
        }
        String fraction = matcher.group(2);
        return matcher.group(1) + (fraction == null ? "000" : fraction);
    }
}
