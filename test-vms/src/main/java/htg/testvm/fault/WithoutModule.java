package htg.testvm.fault;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stick's ramdisk lacks a kernel module.
 *
 * @param module its name as {@code modprobe} takes it, for example {@code usb-storage}
 */
public record WithoutModule(String module) implements Fault {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    public WithoutModule {
        if (!NAME.matcher(module).matches()) {
            throw new IllegalArgumentException("'" + module + "' is no name of a kernel module such as usb-storage");
        }
    }

    @Override
    public Optional<String> obstacle(Firmware firmware, Bus bus) {
        return firmware == Firmware.DIRECT
                ? Optional.empty()
                : Optional.of("firmware and GRUB load the ramdisk from the stick, where it is whole");
    }

    @Override
    public Optional<String> missingModule() {
        return Optional.of(module);
    }

    @Override
    public String toString() {
        return "without-module@" + module;
    }
}
