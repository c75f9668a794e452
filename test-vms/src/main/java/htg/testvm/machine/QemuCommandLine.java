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
        addStick();
        addNetwork();
        launch.smbiosStrings().forEach(file -> add("-smbios", "type=11,path=" + escaped(file)));
        launch.kernel().ifPresent(this::addKernel);
        addWiring();
        return List.copyOf(arguments);
    }

    private void addProcessors() {
        boolean secure = machine.firmware() == Firmware.UEFI_SECURE_BOOT;
        add("-machine", machine.bus().chipset().type() + (secure ? ",smm=on" : ""));
        arguments.addAll(machine.accelerator().arguments());
        add("-smp", Integer.toString(machine.cpus()));
        add("-m", (machine.memory().bytes() >> 20) + "M");
    }

    private void addFirmware() {
        launch.flash().ifPresent(files -> {
            if (machine.firmware() == Firmware.UEFI_SECURE_BOOT) {
                add("-global", "driver=cfi.pflash01,property=secure,value=on");
            }
            add("-drive", "if=pflash,unit=0,format=raw,readonly=on,file=" + escaped(files.code()));
            add("-drive", "if=pflash,unit=1,format=raw,file=" + escaped(files.variables()));
        });
    }

    private void addStick() {
        // The overlay dies with the machine, so no write to it ever has to reach the host's disk.
        add("-drive", "if=none,id=stick,format=qcow2,cache=unsafe,discard=unmap,file=" + escaped(launch.medium()));
        machine.bus().devices().forEach(device -> add("-device", device));
    }

    private void addNetwork() {
        StringBuilder network = new StringBuilder("user,id=net0");
        machine.sshPort()
                .ifPresent(port ->
                        network.append(",hostfwd=tcp:127.0.0.1:").append(port).append("-:22"));
        add("-netdev", network.toString());
        // An empty option ROM keeps the firmware from trying the network before the stick.
        add("-device", "virtio-net-pci,netdev=net0,romfile=");
    }

    private void addKernel(DirectKernel kernel) {
        add("-kernel", kernel.kernel().toString());
        add("-initrd", kernel.ramdisk().toString());
        add("-append", kernel.commandLine());
    }

    private void addWiring() {
        add("-vga", "std");
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
        add("-chardev", "socket,id=" + id + ",server=on,wait=off,path=" + escaped(path));
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }

    /** In QEMU's options a comma ends a value, unless doubled. */
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
