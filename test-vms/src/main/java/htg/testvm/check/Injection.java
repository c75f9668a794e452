package htg.testvm.check;

import htg.common.io.AsideFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks, packed so that an unmodified Debian guest (systemd 257) runs them once it is up, and powers off: a service unit,
 * a drop-in that starts it, and a credential for each script.
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
        int size = injection.credentials().stream()
                .mapToInt(credential -> credential.oemString().length())
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

    /** Writes each credential as a file for {@code -smbios type=11,path=} and returns the files. */
    public List<Path> writeTo(Path folder) {
        for (Credential credential : credentials()) {
            AsideFile.write(folder.resolve(credential.name()), credential.oemString());
        }
        return filesIn(folder);
    }

    /** The files that {@link #writeTo} makes. */
    public List<Path> filesIn(Path folder) {
        return credentials().stream()
                .map(credential -> folder.resolve(credential.name()))
                .toList();
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
