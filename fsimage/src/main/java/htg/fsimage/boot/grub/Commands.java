package htg.fsimage.boot.grub;

import htg.fsimage.boot.grub.Context.Flow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All commands that are known, by name. */
final class Commands {
    /** They change nothing that decides what is booted, and succeed. */
    private static final List<String> WITHOUT_EFFECT = List.of(
            "insmod",
            "hiddenentry",
            "rmmod",
            "echo",
            "clear",
            "loadfont",
            "terminal_input",
            "terminal_output",
            "terminal_info",
            "serial",
            "background_image",
            "background_color",
            "gfxmode",
            "play",
            "sleep",
            "lsfonts",
            "videoinfo",
            "save_env",
            "boottime",
            "nativedisk",
            "cryptomount",
            "zfs-bootfs",
            "btrfs-mount-subvol",
            "ls",
            "cat",
            "set_theme",
            "keymap",
            "password",
            "password_pbkdf2",
            "password_sha512",
            "authenticate",
            "fwsetup",
            "increment",
            "decrement",
            "drivemap",
            "acpi",
            "net_bootp",
            "dhcp",
            "efi-watchdog",
            "true",
            ":",
            "bli",
            "tpm",
            "rdmsr",
            "wrmsr",
            "setpci",
            "lsmmap",
            "badram",
            "cutmem",
            "trust",
            "verify_detached",
            "gettext",
            "parttool",
            "hdparm",
            "loadbios",
            "fakebios",
            "halt_if_battery",
            "read_battery",
            "sendkey");

    /** They ask for what an ordinary machine does not have, or what nobody does while a menu is read. */
    private static final List<String> NOT_SO = List.of(
            "false",
            "hwmatch",
            "keystatus",
            "lspci",
            "date",
            "sleep_interrupted",
            "hashsum",
            "cmp",
            "pcidump",
            "usb",
            "mmap",
            "read_byte",
            "getenv");

    /** They boot something else than Linux. */
    private static final List<String> OTHER_SYSTEMS = List.of(
            "chainloader",
            "appleloader",
            "ntldr",
            "freedos",
            "truecrypt",
            "pxechainloader",
            "kfreebsd",
            "knetbsd",
            "kopenbsd",
            "xnu_kernel",
            "xnu_kernel64",
            "plan9",
            "exit",
            "halt",
            "reboot",
            "fwsetup_now",
            "legacy_kernel",
            "efifwsetup");

    /** Those of them after which nothing follows. */
    private static final Set<String> ENDS = Set.of("exit", "halt", "reboot", "fwsetup_now", "efifwsetup");

    private Commands() {}

    static Map<String, Command> all(Interpreter interpreter, Machine machine) {
        Map<String, Command> all = new HashMap<>();
        WITHOUT_EFFECT.forEach(name -> all.put(name, (context, words) -> Command.TRUE));
        NOT_SO.forEach(name -> all.put(name, (context, words) -> Command.FALSE));
        OTHER_SYSTEMS.forEach(name -> all.put(name, (context, words) -> other(context, name)));
        flow(all);
        VariableCommands.addTo(all, interpreter);
        LoadCommands.addTo(all, interpreter);
        FileCommands.addTo(all, interpreter);
        all.put("test", TestCommand.plain(interpreter.files()));
        all.put("[", TestCommand.bracket(interpreter.files()));
        all.put("regexp", new RegexpCommand(interpreter));
        all.put(
                "cpuid",
                (context, words) -> Command.status(
                        (words.contains("-p") || words.contains("--pae")) ? machine.pae() : machine.longMode()));
        all.put("smbios", (context, words) -> smbios(context, words, machine));
        return all;
    }

    private static int other(Context context, String name) {
        if (ENDS.contains(name)) {
            context.flow(Flow.STOP);
        }
        context.loaded().note("The entry ends with " + name + " and boots nothing that is read here.");
        return Command.TRUE;
    }

    private static void flow(Map<String, Command> all) {
        all.put("break", (context, words) -> jump(context, Flow.BREAK));
        all.put("continue", (context, words) -> jump(context, Flow.CONTINUE));
        all.put("return", (context, words) -> {
            context.flow(Flow.RETURN);
            return words.isEmpty()
                    ? context.status()
                    : Command.status(words.get(0).equals("0"));
        });
        all.put("boot", (context, words) -> {
            if (context.loaded().isEmpty()) {
                return Command.FALSE;
            }
            context.flow(Flow.STOP);
            return Command.TRUE;
        });
        all.put("normal_exit", (context, words) -> {
            context.flow(Flow.RETURN);
            return Command.TRUE;
        });
    }

    private static int jump(Context context, Flow flow) {
        if (context.inLoop()) {
            context.flow(flow);
        }
        return Command.TRUE;
    }

    /** {@code smbios -t 1 -s 5 --set name}: what the machine says of itself. */
    private static int smbios(Context context, List<String> words, Machine machine) throws IOException {
        StringBuilder question = new StringBuilder();
        String variable = "";
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).equals("--set") && at + 1 < words.size()) {
                variable = words.get(++at);
            } else if (words.get(at).startsWith("--set=")) {
                variable = words.get(at).substring(6);
            } else {
                question.append(question.isEmpty() ? "" : " ").append(words.get(at));
            }
        }
        String answer = machine.smbios().get(question.toString());
        if (answer != null && !variable.isEmpty()) {
            context.environment().set(variable, answer);
        }
        return Command.status(answer != null);
    }
}
