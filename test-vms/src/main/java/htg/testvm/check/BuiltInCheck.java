package htg.testvm.check;

import htg.testvm.machine.Firmware;
import java.util.Optional;

/** The checks that htg brings along, in the order in which they run. Each is a shell script of the same name. */
public enum BuiltInCheck {
    MULTI_USER_TARGET,
    /** First of those that need quiet: the others start programs. */
    MEMORY_IDLE,
    FAILED_UNITS,
    NETWORK_DHCP,
    SSH_KEY_ONLY,
    NO_DEFAULT_PASSWORD,
    ROOT_ON_STICK,
    ROOT_POOL_GROWN,
    ACTIVE_MBR,
    BOOT_PARTITION,
    SECURE_BOOT,
    LIBVIRT,
    NESTED_KVM;

    public Check check() {
        return Check.ofResource(
                toString(), this == SECURE_BOOT ? Optional.of(Firmware.UEFI_SECURE_BOOT) : Optional.empty());
    }

    /** {@link #ROOT_ON_STICK} for a machine in which the pool may be on a neighbouring disk as well. */
    public static Check onStickOrNeighbour(Check check) {
        return check.name().equals(ROOT_ON_STICK.toString())
                ? new Check(check.name(), check.script().replace("allowed=htg-stick\n", "allowed=htg-\n"), check.only())
                : check;
    }

    /** The name in reports and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
