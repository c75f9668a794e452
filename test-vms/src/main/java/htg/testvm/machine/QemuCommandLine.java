package htg.testvm.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Words a {@link Launch} in QEMU's options (QEMU 7.2 or newer). Every default device is off: what is there is said. */
final class QemuCommandLine {
    private static final String PROGRAM = "qemu-system-x86_64";

    private final Launch launch;
    private final Machine machine;
    private final List<String> arguments = new ArrayList<>();

    QemuCommandLine(Launch launch) {
        this.launch = launch;
        this.machine = launch.machine();
    }

    List<String> arguments() {
        add(PROGRAM, "-nodefaults", "-no-user-config", "-name", "htg-" + machine.firmware() + "-" + machine.bus());
        addProcessors();
        addFirmware();
        addDisks();
        arguments.addAll(launch.network().arguments());
        launch.smbiosStrings().forEach(file -> add("-smbios", "type=11,path=" + Medium.escaped(file)));
        launch.kernel().ifPresent(this::addKernel);
        addWiring();
        return List.copyOf(arguments);
    }

    private void addProcessors() {
        boolean secure = machine.firmware() == Firmware.UEFI_SECURE_BOOT;
        add("-machine", machine.chipset().type() + (secure ? ",smm=on" : ""));
        arguments.addAll(machine.accelerator().arguments());
        add("-smp", Integer.toString(machine.cpus()));
        add("-m", (machine.memory().bytes() >> 20) + "M");
        arguments.addAll(machine.clock().arguments());
    }

    private void addFirmware() {
        launch.flash().ifPresent(files -> {
            if (machine.firmware() == Firmware.UEFI_SECURE_BOOT) {
                add("-global", "driver=cfi.pflash01,property=secure,value=on");
            }
            add("-drive", "if=pflash,unit=0,format=raw,readonly=on,file=" + Medium.escaped(files.code()));
            add("-drive", "if=pflash,unit=1,format=raw,file=" + Medium.escaped(files.variables()));
        });
    }

    /** Those on a controller of their own come first. */
    private void addDisks() {
        List<OtherDisk> disks = launch.neighbours();
        for (int i = 0; i < disks.size(); i++) {
            add("-blockdev", disks.get(i).medium().blockdev(OtherDisk.id(i)));
        }
        add("-blockdev", launch.medium().blockdev(Bus.STICK));
        addNeighbours(Seat.ELSEWHERE, 0);
        machine.bus().controllers(machine.slot()).forEach(device -> add("-device", device));
        addNeighbours(Seat.BEFORE, 0);
        if (launch.plugged()) {
            add("-device", launch.disk());
        }
        addNeighbours(Seat.AFTER, launch.disksBefore() + 1);
    }

    /** The disks of one seat, the first of which is behind {@code place} others. */
    private void addNeighbours(Seat seat, int place) {
        int next = place;
        for (int i = 0; i < launch.neighbours().size(); i++) {
            OtherDisk disk = launch.neighbours().get(i);
            if (disk.seat() == seat) {
                add("-device", disk.device(machine, i, next++));
            }
        }
    }

    private void addKernel(DirectKernel kernel) {
        add("-kernel", kernel.kernel().toString());
        kernel.ramdisk().ifPresent(ramdisk -> add("-initrd", ramdisk.toString()));
        add("-append", kernel.commandLine());
    }

    private void addWiring() {
        if (machine.hasScreen()) {
            add("-vga", "std");
        }
        if (launch.wiring() instanceof Wiring.Sockets sockets) {
            addSockets(sockets);
        } else if (launch.wiring() instanceof Wiring.Terminal terminal) {
            add("-serial", "mon:stdio");
            if (!terminal.window()) {
                add("-display", "none");
            }
        }
    }

    private void addSockets(Wiring.Sockets sockets) {
        add("-display", "none", "-no-reboot");
        addSocket("serial0", sockets.serial());
        add("-serial", "chardev:serial0");
        addSocket("firmware0", sockets.firmwareLog());
        add("-device", "isa-debugcon,iobase=0x402,chardev=firmware0");
        addSocket("qmp0", sockets.qmp());
        add("-mon", "chardev=qmp0,mode=control");
        add("-S");
    }

    private void addSocket(String id, Path path) {
        add("-chardev", "socket,id=" + id + ",server=on,wait=off,path=" + Medium.escaped(path));
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }
}
