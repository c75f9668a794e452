package htg.image.step;

import htg.common.process.Command;
import htg.grub.core.GrubModules;
import htg.grub.core.ModuleCatalogue;
import htg.grub.core.SignedGrub;
import htg.grub.menu.BlockSize;
import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.GrubPath;
import htg.grub.menu.Hypervisor;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.MemoryTest;
import htg.grub.menu.MenuParts;
import htg.grub.menu.SerialConsole;
import htg.grub.menu.VolumeId;
import htg.grub.template.GrubConfig;
import htg.grub.template.GrubEnvironment;
import htg.image.plan.BuildPlan;
import htg.image.plan.StickIdentities;
import htg.image.sign.MachineOwnerKey;
import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.Firmware;
import htg.image.tool.ToolRoot;
import htg.miniroot.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what goes on the boot partition: kernel and miniroot, GRUB's configuration, what UEFI starts. */
final class BootFilesStep {
    private static final String EFI_FOLDER = "EFI/BOOT/";
    private static final GrubPath MOK_MANAGER = new GrubPath("/EFI/BOOT/mmx64.efi");
    private static final Pattern SERIAL = Pattern.compile("ttyS([0-3]),(9600|19200|38400|57600|115200).*");

    private final Workshop workshop;
    private final BuildPlan plan;
    private final StickIdentities stick;
    private final ToolRoot tools;
    private final Path work;

    BootFilesStep(Workshop workshop, BuildPlan plan, StickIdentities stick, ToolRoot tools, Path work) {
        this.workshop = workshop;
        this.plan = plan;
        this.stick = stick;
        this.tools = tools;
        this.work = work;
    }

    /** The files by their path on the boot partition, without a leading slash. */
    SortedMap<String, Path> run(Base base, Miniroot miniroot) {
        SortedMap<String, Path> files = new TreeMap<>();
        BootEnvironment environment =
                new BootEnvironment(plan.bootEnvironment(), "", new KernelArguments(plan.kernelArguments()));
        files.put(environment.kernel().value().substring(1), base.kernel());
        for (Tier tier : Tier.values()) {
            files.put(environment.ramdisk(tier.stem()).value().substring(1), miniroot.image(tier));
        }
        if (hasXen()) {
            new XenFiles(tools, files).addTo(environment, base.xen(), miniroot, work);
        }
        Optional<MemoryTest> memoryTest = MemoryTestFiles.add(files, tools);
        addMenu(files, environment, memoryTest);
        if (plan.spec().firmware().contains(Firmware.BIOS)) {
            addBiosModules(files);
        }
        if (plan.spec().firmware().contains(Firmware.UEFI)) {
            addUefi(files);
        }
        plan.spec()
                .machineOwnerKey()
                .ifPresent(key -> files.put(
                        MachineOwnerKey.FILE_ON_STICK, file(MachineOwnerKey.FILE_ON_STICK, key.certificate())));
        return files;
    }

    private void addMenu(SortedMap<String, Path> files, BootEnvironment environment, Optional<MemoryTest> memoryTest) {
        List<Hypervisor> hypervisors =
                plan.spec().hypervisors().stream().map(BootFilesStep::inMenu).toList();
        MenuParts parts = new MenuParts(hypervisors, serial(plan.spec().console()), memoryTest);
        String menu = GrubConfig.menu(
                BootMenu.of(List.of(environment), parts),
                plan.spec().tunesBiosReads() ? plan.spec().grub().blockSize() : BlockSize.STOCK);
        boolean enrols = plan.spec().machineOwnerKey().isPresent();
        files.put("grub/grub.cfg", checked("grub.cfg", enrols ? menu + GrubConfig.enrolment(MOK_MANAGER) : menu));
        files.put("grub/grubenv", file("grubenv", GrubEnvironment.empty()));
        if (plan.spec().tunesBiosReads()) {
            files.put("grub/bios.env", file("bios.env", GrubEnvironment.emptyForBios()));
        }
    }

    private void addBiosModules(SortedMap<String, Path> files) {
        ModuleCatalogue catalogue = ModuleCatalogue.read(BiosBoot.platform(tools));
        String folder = ModuleCatalogue.FOLDER_ON_STICK.substring(1) + "/";
        catalogue
                .filesForStick(hasXen() ? GrubModules.XEN : List.of())
                .forEach((name, source) -> files.put(folder + name, source));
        byte[] commands = catalogue.commandListForStick().getBytes(StandardCharsets.UTF_8);
        files.put(folder + "command.lst", file("command.lst", commands));
    }

    /** The removable path of UEFI 3.5.1.1: shim, which starts the GRUB and finds the MokManager beside it. */
    private void addUefi(SortedMap<String, Path> files) {
        files.put(EFI_FOLDER + "BOOTX64.EFI", tools.file("usr/lib/shim/shimx64.efi.signed"));
        files.put(MOK_MANAGER.value().substring(1), tools.file("usr/lib/shim/mmx64.efi.signed"));
        Path grub = tools.file("usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed");
        SignedGrub signed = SignedGrub.read(grub);
        signed.requireMenuWorks();
        if (hasXen()) {
            new XenFiles(tools, files).addModulesFor(signed);
        }
        files.put(EFI_FOLDER + "grubx64.efi", grub);
        // Debian's signed GRUB looks for its configuration here and nowhere else.
        String stub = GrubConfig.efiStub(new VolumeId(stick.espVolumeId()));
        files.put("EFI/debian/grub.cfg", checked("efi-stub.cfg", stub));
    }

    private boolean hasXen() {
        return plan.spec().hypervisors().contains(StickSpec.Hypervisor.XEN);
    }

    private static Hypervisor inMenu(StickSpec.Hypervisor hypervisor) {
        return switch (hypervisor) {
            case KVM -> Hypervisor.KVM;
            case XEN -> Hypervisor.XEN;
        };
    }

    /** Writes a configuration that GRUB's own parser accepts. */
    private Path checked(String name, String text) {
        Path file = file(name, text.getBytes(StandardCharsets.UTF_8));
        Command check = tools.command("grub-script-check", file.toString());
        workshop.runner().check(check);
        return file;
    }

    private Path file(String name, byte[] content) {
        try {
            return Files.write(work.resolve(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first serial console that GRUB can drive as well. */
    private static Optional<SerialConsole> serial(List<String> consoles) {
        return consoles.stream()
                .map(SERIAL::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(match -> new SerialConsole(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))));
    }
}
