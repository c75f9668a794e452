package htg.testvm.console;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleParserTest {
    private final ConsoleParser parser = new ConsoleParser();

    @Test
    void readsAStageWithItsDetail() {
        assertThat(parser.read("HTG-STAGE discover fail no pool 12-34\r\n"))
                .containsExactly(new Landmark("discover", Status.FAIL, "no pool 12-34"));
    }

    @Test
    void readsChecksAndTheirOutputBehindALoginPrompt() {
        assertThat(parser.read("stick login: HTG-CHECK-OUTPUT libvirt no socket\r\r\nHTG-CHECK libvirt fail down\r\n"))
                .containsExactly(new CheckOutput("libvirt", "no socket"), new CheckResult("libvirt", false, "down"));
    }

    @Test
    void believesALineOnlyWhenItIsComplete() {
        assertThat(parser.read("HTG-STAGE import o")).isEmpty();
        assertThat(parser.read("k in 0.2 s")).isEmpty();
        assertThat(parser.read("\n")).containsExactly(new Landmark("import", Status.OK, "in 0.2 s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void mendsALineThatKernelMessagesTore(String end) {
        String torn = """
                HTG-STAGE multi-[   64.335847] virtio_net virtio0 enp0s3: renamed
                [   64.335900] another
                user ok
                """;
        assertThat(parser.read(torn.replace("\n", end))).containsExactly(new Landmark("multi-user", Status.OK, ""));
    }

    /** It prints what it likes: the kernel's log, the landmarks of this boot, the panic of another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[   64.335847] virtio_net virtio0 enp0s3: renamed",
                "ab [    1.000000] Kernel panic - not syncing: No init",
                "HTG-STAGE discover fail no pool",
                "HTG-CHECK libvirt fail down",
                "Welcome to GRUB!",
                "Verification failed: (0x1A) Security Violation  "
            })
    void takesWhatACheckPrintsForNothingElse(String text) {
        String all = "HTG-CHECK-OUTPUT boot-log " + text + "\r\n\r\nHTG-CHECK boot-log ok 1 line\r\n";
        List<ConsoleEvent> events = new ArrayList<>();
        all.chars().forEach(one -> events.addAll(parser.read(Character.toString(one))));
        assertThat(events)
                .containsExactly(new CheckOutput("boot-log", text), new CheckResult("boot-log", true, "1 line"));
    }

    @Test
    void losesNoVerdictBehindOutputThatTheKernelTore() {
        String torn = """
                HTG-CHECK-OUTPUT libvirt no so[  100.123456] watchdog: BUG: soft lockup
                cket
                HTG-CHECK libvirt o[  101.000000] another
                k 11.3
                """;
        assertThat(parser.read(torn)).hasSize(2).endsWith(new CheckResult("libvirt", true, "11.3"));
    }

    @Test
    void takesNoCommandLineForAStage() {
        assertThat(parser.read("HTG-STAGE\nHTG-STAGE x maybe\necho HTG-STAGE $1 okay\n"))
                .isEmpty();
    }

    @Test
    void countsAMenuThatRedrawsItselfOnce() {
        assertThat(parser.read("\u001b[2;25HGNU GRUB  version 2.12\r\n\u001b[2;25HGNU GRUB  version 2.12\r\n"))
                .containsExactly(new Landmark("grub", Status.OK, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub> ", "\u001b[1mgrub> \u001b[0m", "\r\ngrub> "})
    void seesAPromptThatNoNewlineFollows(String text) {
        assertThat(parser.read(text))
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.class, alarm -> assertThat(alarm.sign()).isEqualTo(AlarmSign.GRUB_SHELL));
    }

    @ParameterizedTest
    @CsvSource({
        "'[    1.0] Kernel panic - not syncing: No init', KERNEL_PANIC",
        "'[    0.1] Kernel panic - not syncing: IO-APIC + timer doesn''t work!  Boot with apic=debug', STARVED",
        "grub rescue> , GRUB_RESCUE",
        "No bootable device., NO_BOOTABLE_DEVICE",
        "BdsDxe: No bootable option or device was found., NO_BOOTABLE_DEVICE",
        "'BdsDxe: starting Boot0001 \"EFI Internal Shell\" from Fv', NO_BOOTABLE_DEVICE",
        "Verification failed: (0x1A) Security Violation, SHIM_REFUSAL",
        "'[    2.739575] Failed to execute /init (error -13)', NO_INIT",
        "(initramfs) , INITRAMFS_SHELL",
        "You are in emergency mode. After logging in, EMERGENCY_MODE"
    })
    void knowsTheSignsOfAFailedBoot(String line, AlarmSign sign) {
        assertThat(parser.read(line + "\n"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.class, alarm -> assertThat(alarm.sign()).isEqualTo(sign));
    }

    /** What shim 15.8 draws, shortened: cursor movements, and no newline ever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void seesTheDialogueOfShimThatWaitsForAKey(int piece) {
        String drawn =
                "\u001b[44m\u001b[01;01H\u00da\u00c4\u00c4\u00bf\u001b[02;01H\u00b3  ERROR  \u00b3\u001b[04;01H\u00b3    "
                        + "Verification failed: (0x1A) Security Violation       \u00b3\u001b[05;01H\u00b3       \u00b3\u001b[15;49H OK ";
        List<ConsoleEvent> events = new ArrayList<>();
        for (int i = 0; i < drawn.length(); i += piece) {
            events.addAll(parser.read(drawn.substring(i, Math.min(drawn.length(), i + piece))));
        }
        assertThat(events)
                .containsExactly(new Alarm(AlarmSign.SHIM_REFUSAL, "Verification failed: (0x1A) Security Violation"));
    }

    @Test
    void doesNotTakeTheFirmwaresShellForAStickWhileItsNameIsStillToCome() {
        assertThat(parser.read("BdsDxe: starting Boot0002")).isEmpty();
        assertThat(parser.read(" \"EFI Internal Shell\" from Fv(7C)\r\n"))
                .singleElement()
                .isInstanceOf(Alarm.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Booting from Hard Disk...",
                "BdsDxe: starting Boot0003 \"UEFI PXEv4 (MAC:525400123456)\" from PciRoot(0x0)",
                "BdsDxe: loading Boot0001 \"UEFI Misc Device\" from PciRoot(0x0)"
            })
    void aFirmwareThatOnlyTriesHasNotStartedAnything(String line) {
        assertThat(parser.read(line + "\n")).isEmpty();
    }

    @Test
    void keepsThePanicsReason() {
        assertThat(parser.read("[    1.0] Kernel panic - not")).isEmpty();
        assertThat(parser.read(" syncing: VFS: no root\n"))
                .containsExactly(
                        new Alarm(AlarmSign.KERNEL_PANIC, "[    1.0] Kernel panic - not syncing: VFS: no root"));
    }

    @Test
    void readsARecordedBootFromTheFirmwareToTheChecks() {
        List<String> seen = new ArrayList<>();
        for (ConsoleEvent event : parser.read(recorded("uefi-usb-xhci.log"))) {
            if (event instanceof Landmark landmark) {
                seen.add(landmark.name() + " " + landmark.status());
            } else if (event instanceof CheckResult check) {
                seen.add("check " + check.name() + (check.passed() ? " ok" : " fail"));
            }
        }
        assertThat(seen)
                .containsExactly(
                        "firmware ok",
                        "grub ok",
                        "kernel ok",
                        "consoles ok",
                        "modules ok",
                        "discover ok",
                        "import ok",
                        "switch start",
                        "base start",
                        "multi-user ok",
                        "checks start",
                        "check multi-user-target ok",
                        "check memory-idle ok",
                        "check failed-units ok",
                        "check network-dhcp ok",
                        "check ssh-key-only ok",
                        "check no-default-password ok",
                        "check root-pool-grown fail",
                        "check libvirt ok",
                        "check nested-kvm ok",
                        "checks ok");
    }

    @Test
    void readsTheSameHoweverTheStreamIsCut() {
        String all = recorded("uefi-usb-xhci.log");
        List<ConsoleEvent> whole = new ConsoleParser().read(all);
        List<ConsoleEvent> pieces = new ArrayList<>();
        for (int i = 0; i < all.length(); i += 7) {
            pieces.addAll(parser.read(all.substring(i, Math.min(all.length(), i + 7))));
        }
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void readsSeaBiosDebugOutput() {
        assertThat(parser.read(recorded("seabios.log"))).containsExactly(new Landmark("firmware", Status.OK, ""));
    }

    private static String recorded(String name) {
        try (InputStream stream = Objects.requireNonNull(ConsoleParserTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
