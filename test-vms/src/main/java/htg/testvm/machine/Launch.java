package htg.testvm.machine;

import htg.common.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One start of a machine: everything its QEMU command line depends on.
 *
 * @param flash the UEFI firmware's files, none for the others
 * @param smbiosStrings files, each holding one OEM string (SMBIOS type 11) for the guest
 * @param kernel what to start instead of the stick's boot loader, if anything
 * @param neighbours other disks in the machine
 * @param plugged whether the stick is in its slot at power-on
 */
public record Launch(
        Machine machine,
        Medium medium,
        Optional<FirmwareFiles> flash,
        Wiring wiring,
        Network network,
        List<Path> smbiosStrings,
        Optional<DirectKernel> kernel,
        List<OtherDisk> neighbours,
        boolean plugged) {
    public Launch {
        smbiosStrings = List.copyOf(smbiosStrings);
        neighbours = List.copyOf(neighbours);
    }

    /** A machine with a network and nothing else; the stick is plugged in unless it comes late. */
    public static Launch of(Machine machine, Medium medium, Optional<FirmwareFiles> flash, Wiring wiring) {
        boolean plugged = machine.slot() != Slot.LATE;
        return new Launch(
                machine, medium, flash, wiring, Network.user(), List.of(), Optional.empty(), List.of(), plugged);
    }

    public Launch withSmbiosStrings(List<Path> strings) {
        return new Launch(machine, medium, flash, wiring, network, strings, kernel, neighbours, plugged);
    }

    public Launch withKernel(DirectKernel newKernel) {
        return new Launch(
                machine, medium, flash, wiring, network, smbiosStrings, Optional.of(newKernel), neighbours, plugged);
    }

    public Launch withWiring(Wiring newWiring) {
        return new Launch(machine, medium, flash, newWiring, network, smbiosStrings, kernel, neighbours, plugged);
    }

    public Launch withNetwork(Network newNetwork) {
        return new Launch(machine, medium, flash, wiring, newNetwork, smbiosStrings, kernel, neighbours, plugged);
    }

    public Launch withNeighbours(List<OtherDisk> disks) {
        return new Launch(machine, medium, flash, wiring, network, smbiosStrings, kernel, disks, plugged);
    }

    /** The same machine with the stick lying beside it. */
    public Launch unplugged() {
        return new Launch(machine, medium, flash, wiring, network, smbiosStrings, kernel, neighbours, false);
    }

    /** Whether errors of a disk are the guest's affair. */
    public boolean hasFailingDisk() {
        return medium.mayFail()
                || medium.failure().isPresent()
                || neighbours.stream().anyMatch(disk -> disk.medium().failure().isPresent());
    }

    /** The value of QEMU's {@code -device} option that puts the stick into its slot. */
    public String disk() {
        // Otherwise QEMU stops the guest at the first lack of space, as if it were the host's.
        String report = medium.failure().isPresent() && machine.bus().reportsWriteErrors() ? ",werror=report" : "";
        boolean first = plugged && machine.bus().isRankedBy(machine.firmware(), machine.slot());
        return machine.bus().stick(disksBefore(), machine.slot(), machine.sectors(), first) + report;
    }

    /** How many disks are in earlier slots of the stick's controller. */
    int disksBefore() {
        return (int)
                neighbours.stream().filter(disk -> disk.seat() == Seat.BEFORE).count();
    }

    /** The QEMU command that is this start. */
    public Command command() {
        return Command.of(new QemuCommandLine(this).arguments());
    }
}
