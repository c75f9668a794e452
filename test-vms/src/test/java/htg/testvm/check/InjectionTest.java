package htg.testvm.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.machine.Firmware;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectionTest {
    private final Injection injection =
            Injection.of(List.of(Check.of("one", "exit 0\n"), Check.of("two-b", "exit 1\n")));

    @Test
    void carriesAUnitThatStartsAfterTheTargetAndAScriptForEachCheck() {
        Map<String, String> credentials =
                injection.credentials().stream().collect(Collectors.toMap(Credential::name, Credential::content));
        assertThat(credentials.get("systemd.extra-unit.htg-check.service"))
                .contains(
                        "After=multi-user.target\n",
                        "LoadCredential=htg.run-checks\nLoadCredential=htg.check.one\nLoadCredential=htg.check.two-b\n",
                        "ExecStart=/bin/sh %d/htg.run-checks one two-b\n");
        assertThat(credentials)
                .containsEntry("systemd.unit-dropin.multi-user.target", "[Unit]\nWants=htg-check.service\n")
                .containsEntry("htg.check.two-b", "exit 1\n");
    }

    @Test
    void writesEachCredentialAsAnOemString(@TempDir Path folder) throws Exception {
        List<Path> files = injection.writeTo(folder.resolve("injected"));
        assertThat(files).hasSize(6).isEqualTo(injection.filesIn(folder.resolve("injected")));
        String text = Files.readString(files.get(4));
        String prefix = "io.systemd.credential.binary:htg.check.two-b=";
        assertThat(text).startsWith(prefix);
        byte[] script = Base64.getDecoder().decode(text.substring(prefix.length()));
        assertThat(new String(script, StandardCharsets.UTF_8)).isEqualTo("exit 1\n");
    }

    /** Neither GRUB nor the kernel leaves quotes and backslashes alone. */
    @Test
    void bringsTheProbeThatItsArgumentsAskFor() {
        assertThat(Probe.ARGUMENTS.replaceFirst("\"(.*)\"$", "$1")).doesNotContain("\"", "'", "\\", "$");
        String text = injection.oemStrings().getOrDefault("htg.probe", "");
        assertThat(text).startsWith("htg.probe:");
        byte[] script = Base64.getDecoder().decode(text.substring("htg.probe:".length()));
        assertThat(new String(script, StandardCharsets.UTF_8))
                .startsWith("#!/bin/sh\n")
                .endsWith("\nprobe one two-b\n");
    }

    @Test
    void allBuiltInChecksFitIntoTheTables() {
        List<Check> all =
                Stream.of(BuiltInCheck.values()).map(BuiltInCheck::check).toList();
        int size = Injection.of(all).oemStrings().values().stream()
                .mapToInt(String::length)
                .sum();
        assertThat(size).isLessThan(Injection.LIMIT / 2);
    }

    @Test
    void refusesWhatSmbiosCannotHold() {
        List<Check> huge = List.of(Check.of("huge", "#".repeat(Injection.LIMIT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Injection.of(huge))
                .withMessageContaining("SMBIOS");
    }

    @Test
    void refusesNamesThatAreNoFileNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> Check.of("../up", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Check.of("two words", ""));
    }

    @Test
    void whereANeighbourMayHoldThePoolItIsOnAnyDiskOfTheTest() {
        Check strict = BuiltInCheck.ROOT_ON_STICK.check();
        assertThat(strict.script()).contains("allowed=htg-stick\n");
        assertThat(BuiltInCheck.onStickOrNeighbour(strict).script()).contains("allowed=htg-\n");
        Check other = BuiltInCheck.ACTIVE_MBR.check();
        assertThat(BuiltInCheck.onStickOrNeighbour(other)).isEqualTo(other);
    }

    @Test
    void looksForSecureBootOnlyWhereItIs() {
        assertThat(BuiltInCheck.SECURE_BOOT.check().appliesTo(Firmware.UEFI_SECURE_BOOT))
                .isTrue();
        assertThat(BuiltInCheck.SECURE_BOOT.check().appliesTo(Firmware.UEFI)).isFalse();
        assertThat(BuiltInCheck.LIBVIRT.check().appliesTo(Firmware.BIOS)).isTrue();
    }
}
