package htg.image.spec;

import htg.common.DataSize;
import htg.grub.menu.BlockSize;
import htg.image.sign.MachineOwnerKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user wants on the stick; every default is filled in. The JSON Schema
 * {@code htg/image/spec/stick.schema.json} says which values are possible.
 *
 * @param name what the stick calls itself; lower-case letters, digits, hyphens
 * @param suite Debian's code name, for example {@code trixie}
 * @param packages Debian packages on top of the base
 * @param hypervisors each once; what the stick starts by itself comes first
 * @param machineOwnerKey signs the modules that Debian has not signed; without it nobody does
 */
public record StickSpec(
        String name,
        String suite,
        List<String> packages,
        Pool pool,
        List<Hypervisor> hypervisors,
        Set<Firmware> firmware,
        Optional<MachineOwnerKey> machineOwnerKey,
        Access access,
        Network network,
        List<String> console,
        Grub grub,
        Image image) {
    public StickSpec {
        packages = packages.stream().distinct().sorted().toList();
        hypervisors = List.copyOf(hypervisors);
        // In the order of the constants: the text of a specification is part of what a build depends on.
        firmware = Collections.unmodifiableSet(EnumSet.copyOf(firmware));
        console = List.copyOf(console);
    }

    /** Whether GRUB on a BIOS gets a module of htg's own that decides how it reads. */
    public boolean tunesBiosReads() {
        return firmware.contains(Firmware.BIOS) && grub.blockSize().needsModule();
    }

    /** What runs the guests. */
    public enum Hypervisor {
        KVM,
        XEN
    }

    /** What starts the stick; {@code UEFI} includes Secure Boot. */
    public enum Firmware {
        BIOS,
        UEFI
    }

    /**
     * The root pool.
     *
     * @param mirror how many sticks hold it, each all of it: 1, or 2 for a mirror
     */
    public record Pool(PoolType type, int mirror, Compression compression) {
        public static final int MOST_STICKS = 2;

        public Pool {
            if (mirror < 1 || mirror > MOST_STICKS) {
                throw new IllegalArgumentException("no pool is made of " + mirror + " sticks");
            }
        }

        /** Whether the pool is on several sticks. */
        public boolean mirrored() {
            return mirror > 1;
        }
    }

    /** File systems that can hold the root pool. */
    public enum PoolType {
        BTRFS("btrfs"),
        ZFS("ZFS");

        private final String title;

        PoolType(String title) {
            this.title = title;
        }

        /** Its name as its makers write it. */
        public String title() {
            return title;
        }
    }

    /**
     * Who may log in.
     *
     * @param sshKeys lines as in {@code authorized_keys}, for root
     * @param rootPasswordHash as in {@code shadow(5)}; the account stays locked when absent
     */
    public record Access(String hostname, List<String> sshKeys, Optional<String> rootPasswordHash) {
        public Access {
            sshKeys = List.copyOf(sshKeys);
        }

        /** Whether anybody at all can log in. */
        public boolean lockedOut() {
            return sshKeys.isEmpty() && rootPasswordHash.isEmpty();
        }
    }

    /**
     * The wired network.
     *
     * @param interfaceMatch a pattern as in {@code systemd.network(5)} {@code Name=}
     * @param fixed fixed addresses; DHCP when absent
     */
    public record Network(String interfaceMatch, Optional<FixedAddresses> fixed) {}

    /** Addresses with prefix length, and where everything else goes. */
    public record FixedAddresses(List<String> addresses, Optional<String> gateway, List<String> dns) {
        public FixedAddresses {
            addresses = List.copyOf(addresses);
            dns = List.copyOf(dns);
        }
    }

    /** The boot loader: how it asks a BIOS for the boot files. */
    public record Grub(BlockSize blockSize) {}

    /** The image file; the stick grows to its medium on the first boot whatever this says. */
    public record Image(DataSize size) {}
}
