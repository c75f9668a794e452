package htg.testvm.check;

import htg.common.io.AsideFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks, packed so that an unmodified Debian guest (systemd 257) runs them once it is up, and powers off: a service unit,
 * a drop-in that starts it, and a credential for each script; and the {@link Probe} for a guest that is started with that.
 */
public final class Injection {
    /** All OEM strings share SMBIOS's 16-bit structure table with what QEMU itself puts there. */
    static final int LIMIT = 48 << 10;

    private static final String UNIT = "htg-check.service";
    private static final String PREFIX = "htg.check.";
    private static final String RUNNER = "htg.run-checks";

    private final List<Check> checks;

    private Injection(List<Check> checks) {
        this.checks = checks;
    }

    public static Injection of(List<Check> checks) {
        Injection injection = new Injection(List.copyOf(checks));
        int size = injection.oemStrings().values().stream()
                .mapToInt(String::length)
                .sum();
        if (size > LIMIT) {
            throw new IllegalArgumentException(
                    "the checks need " + size + " bytes of SMBIOS, which holds " + LIMIT + ": make them shorter");
        }
        return injection;
    }

    List<Credential> credentials() {
        List<Credential> all = new ArrayList<>();
        all.add(new Credential("systemd.extra-unit." + UNIT, unit()));
        all.add(new Credential("systemd.unit-dropin.multi-user.target", "[Unit]\nWants=" + UNIT + "\n"));
        all.add(new Credential(RUNNER, Check.resource("run-checks.sh")));
        checks.forEach(check -> all.add(new Credential(PREFIX + check.name(), check.script())));
        return all;
    }

    /** What the guest is given, by name. */
    Map<String, String> oemStrings() {
        Map<String, String> strings = new LinkedHashMap<>();
        credentials().forEach(credential -> strings.put(credential.name(), credential.oemString()));
        strings.put(Probe.NAME, Probe.oemString(checks));
        return strings;
    }

    /** Writes each of them as a file for {@code -smbios type=11,path=} and returns the files. */
    public List<Path> writeTo(Path folder) {
        oemStrings().forEach((name, string) -> AsideFile.write(folder.resolve(name), string));
        return filesIn(folder);
    }

    /** The files that {@link #writeTo} makes. */
    public List<Path> filesIn(Path folder) {
        return oemStrings().keySet().stream().map(folder::resolve).toList();
    }

    private String unit() {
        String loads = checks.stream()
                .map(check -> "LoadCredential=" + PREFIX + check.name() + "\n")
                .collect(Collectors.joining());
        String names = checks.stream().map(Check::name).collect(Collectors.joining(" "));
        return """
                [Unit]
                Description=htg in-guest checks
                After=multi-user.target
                [Service]
                Type=oneshot
                TimeoutStartSec=infinity
                LoadCredential=%s
                %sExecStart=/bin/sh %%d/%s %s
                """.formatted(RUNNER, loads, RUNNER, names);
    }
}
