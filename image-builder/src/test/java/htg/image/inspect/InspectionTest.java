package htg.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.image.inspect.SecureBoot.Component;
import htg.image.inspect.SecureBoot.Program;
import htg.image.inspect.SecureBoot.Ramdisk;
import htg.image.inspect.SecureBoot.Role;
import htg.image.inspect.SecureBoot.Signature;
import htg.image.inspect.SecureBoot.Signer;
import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.Starts;
import htg.image.inspect.SecureBoot.State;
import htg.image.inspect.SecureBoot.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InspectionTest {
    private static SecureBoot found(String title) {
        Start yes = new Start(Verdict.YES, List.of());
        Start later = new Start(Verdict.AFTER_ENROLMENT, List.of("once the key 'mine' is enrolled (/mine.der)"));
        Program shim = new Program(
                "/EFI/BOOT/BOOTX64.EFI",
                Role.SHIM,
                State.SIGNED,
                "",
                "00ff",
                List.of(new Signature("signer", "Microsoft UEFI CA 2023", State.SIGNED, "microsoft-2023")),
                List.of(new Component("shim", 4, "16.1")));
        SecureBoot.Key key = new SecureBoot.Key("mine", "mine", "/mine.der", "1f", "ab", "2036-01-01T00:00:00Z");
        Ramdisk ramdisk = new Ramdisk(
                "/m.img",
                "/vmlinuz",
                "",
                3,
                List.of(new Signer("mine", "key", List.of("zfs"))),
                List.of("spl"),
                List.of("sd_mod"));
        SecureBoot.Entry entry = new SecureBoot.Entry(
                "boot", title, true, "/vmlinuz", List.of("/m.img"), new Starts(yes, yes, later, later));
        return new SecureBoot(
                "all is well",
                List.of(shim),
                List.of(),
                0,
                List.of(),
                true,
                List.of(key),
                List.of(ramdisk),
                List.of(entry));
    }

    @Test
    void theDocumentHasStableWordsAndReadsBack() {
        JsonMapper json = new JsonMapper();
        Inspection inspection = new Inspection(Inspection.FORMAT, "x.img", true, found("Hypervisor"));
        assertThat(inspection.json())
                .contains("\"role\" : \"shim\"", "\"state\" : \"signed\"", "\"verdict\" : \"after-enrolment\"");
        assertThat(json.readValue(inspection.json(), Inspection.class)).isEqualTo(inspection);
    }

    @Test
    void theTextTellsEachReasonOnceWithItsPlaces() {
        assertThat(InspectionText.of(found("Hypervisor")))
                .startsWith("Secure Boot: all is well\n")
                .contains("    1 signed by 'mine' (to be enrolled): zfs\n", "    unsigned: spl\n")
                .contains("  /mine.der: the key 'mine', to be enrolled\n")
                .contains("  Hypervisor *             yes      yes      once enrolled    once enrolled\n")
                .containsOnlyOnce("    Secure Boot: once the key 'mine' is enrolled (/mine.der)\n");
    }

    @Test
    void aTitleCannotWriteToTheTerminal() {
        assertThat(InspectionText.of(found("\u001b[2Jgone\u0007")))
                .contains("?[2Jgone?")
                .doesNotContain("\u001b");
    }
}
