package htg.store.reader;

import htg.fsimage.container.Container;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.image.Contents;
import htg.fsimage.image.DiskImage;
import htg.fsimage.image.ImageVolume;
import htg.fsimage.image.Recognized;
import htg.fsimage.inspect.Inspection;
import htg.fsimage.inspect.Needs;
import htg.fsimage.inspect.OperatingSystem;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.partition.Slice;
import htg.fsimage.volume.Names;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An inspection for people. */
final class InspectionText {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private final OpenedImage image;
    private final Inspection inspection;
    private final StringBuilder text = new StringBuilder();

    private InspectionText(OpenedImage image, Inspection inspection) {
        this.image = image;
        this.inspection = inspection;
    }

    static String of(OpenedImage image, Inspection inspection) {
        return new InspectionText(image, inspection).write();
    }

    private String write() {
        for (int number = 0; number < image.disks().size(); number++) {
            disk(number);
        }
        inspection.systems().forEach(this::system);
        section(
                "Boot loaders",
                inspection.loaders().stream()
                        .map(one -> one.name() + " in " + one.place())
                        .toList());
        kernels();
        needs();
        section("Problems", inspection.problems());
        return text.toString();
    }

    private void disk(int number) {
        DiskImage disk = image.disks().get(number);
        Container container = disk.container();
        line(
                "Disk",
                container.format() + ", " + size(container.virtualSize()) + ", partitions: "
                        + disk.table().scheme().title());
        container.facts().forEach((name, value) -> line("", name + " " + value));
        if (!container.snapshots().isEmpty()) {
            line("", container.snapshots().size() + " snapshots");
        }
        for (ImageVolume volume : disk.volumes()) {
            volume(image.name(number, volume), volume);
        }
        section("Problems", InspectionMembers.problems(disk));
    }

    private void volume(String name, ImageVolume volume) {
        StringBuilder words = new StringBuilder(size(volume.volume().size()));
        volume.slice().map(Slice::type).ifPresent(type -> words.append(", ").append(type));
        Optional<Mounted> mounted =
                image.mounted().stream().filter(one -> one.name().equals(name)).findFirst();
        line("Volume " + name, words.toString());
        if (mounted.isPresent()) {
            fileSystem(mounted.get().info());
        } else if (volume.contents() instanceof Recognized recognized) {
            line("", named(recognized.type(), recognized.label(), recognized.uuid()) + ": it " + recognized.reason());
        } else {
            image.unopened().stream()
                    .filter(one -> one.name().equals(name))
                    .forEach(one -> line("", volume.contents().type() + ", which cannot be read: " + one.problem()));
        }
        if (volume.contents() instanceof Contents.Openable readable
                && readable.provider().onlyByName()) {
            line("", "GRUB does not read such file systems under lockdown; unattended, htg does not either");
        }
        volume.problems().forEach(problem -> line("", problem));
    }

    private void fileSystem(FileSystemInfo info) {
        String used = info.used() < 0 ? "" : ", " + size(info.used()) + " used of " + size(info.size());
        line("", named(info.type(), info.label(), info.uuid()) + used);
        info.problems().forEach(problem -> line("", problem));
    }

    private static String named(String type, String label, String uuid) {
        return type + (label.isEmpty() ? "" : " \"" + label + "\"") + (uuid.isEmpty() ? "" : ", " + uuid);
    }

    private void system(OperatingSystem system) {
        String name = system.name().isEmpty() ? InspectionMembers.word(system.kind()) : system.name();
        line("System", name + " in " + system.place());
        fact("host name", system.hostname());
        fact("architecture", system.architecture());
        fact("init", system.init());
        fact("packages", system.packages());
        if (system.cloud().installed()) {
            String state = system.cloud().disabled() ? "installed, but disabled" : "installed";
            fact("cloud-init", state + listed(system.cloud().datasources()));
        }
        fact("settings for cloud-init", String.join(", ", system.cloud().seeds()));
    }

    private static String listed(List<String> some) {
        return some.isEmpty() ? "" : ", looks at " + String.join(", ", some);
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            line("", name + " " + value);
        }
    }

    private void kernels() {
        String heading = "Kernels";
        for (Inspection.Kernel kernel : inspection.kernels()) {
            line(
                    heading,
                    "%s (%s, %s, %s)"
                            .formatted(kernel.place(), kernel.version(), kernel.architecture(), kernel.format()));
            for (Inspection.Ramdisk ramdisk : kernel.ramdisks()) {
                line("", "  with " + ramdisk.place() + ", " + size(ramdisk.size()));
            }
            heading = "";
        }
    }

    private void needs() {
        Needs needs = inspection.needs();
        line("To boot it", "firmware: " + needs.firmware() + "; disk on: " + needs.diskBus());
        for (Needs.Verdict verdict : needs.verdicts()) {
            line(
                    "",
                    title(verdict.way()) + ": " + InspectionMembers.word(verdict.answer())
                            + (verdict.reasons().isEmpty() ? "" : ". " + String.join(" ", verdict.reasons())));
        }
    }

    private static String title(Needs.Way way) {
        return switch (way) {
            case KVM -> "KVM";
            case XEN_PV -> "Xen PV";
            case XEN_PVH -> "Xen PVH";
            case CONTAINER -> "container";
        };
    }

    private void section(String heading, List<String> lines) {
        String shown = heading;
        for (String one : lines) {
            line(shown, one);
            shown = "";
        }
    }

    private void line(String heading, String words) {
        text.append("%-13s %s%n".formatted(heading, Names.printable(words)));
    }

    private static String size(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit + 1 < UNITS.length) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", value)) + " " + UNITS[unit];
    }
}
