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
    ROOT_POOL_GROWN,
    ACTIVE_MBR,
    SECURE_BOOT,
    LIBVIRT,
    NESTED_KVM;

    public Check check() {
        return Check.ofResource(
                toString(), this == SECURE_BOOT ? Optional.of(Firmware.UEFI_SECURE_BOOT) : Optional.empty());
    }

    /** The name in reports and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
