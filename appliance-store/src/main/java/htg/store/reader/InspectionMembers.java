package htg.store.reader;

import htg.fsimage.container.Container;
import htg.fsimage.container.Snapshot;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection as the members of a JSON document; {@code docs/man/htg-inspect.1.md} names them. */
final class InspectionMembers {
    private static final int FORMAT = 1;

    private InspectionMembers() {}

    static Map<String, Object> of(String name, OpenedImage image, Inspection inspection) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("image", name);
        List<Object> disks = new ArrayList<>();
        for (int number = 0; number < image.disks().size(); number++) {
            disks.add(disk(number, image));
        }
        members.put("disks", disks);
        members.put(
                "systems",
                inspection.systems().stream().map(InspectionMembers::system).toList());
        members.put(
                "bootLoaders",
                inspection.loaders().stream().map(InspectionMembers::loader).toList());
        members.put(
                "kernels",
                inspection.kernels().stream().map(InspectionMembers::kernel).toList());
        members.put("needs", needs(inspection.needs()));
        members.put("problems", inspection.problems());
        return members;
    }

    private static Map<String, Object> disk(int number, OpenedImage image) {
        DiskImage disk = image.disks().get(number);
        Container container = disk.container();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("container", container.format());
        members.put("size", container.virtualSize());
        members.put("facts", container.facts());
        members.put(
                "snapshots", container.snapshots().stream().map(Snapshot::name).toList());
        members.put("table", disk.table().scheme().title());
        members.put("identifier", disk.table().identifier());
        members.put("sectorSize", disk.table().sectorSize());
        List<Object> volumes = new ArrayList<>();
        for (ImageVolume volume : disk.volumes()) {
            volumes.add(volume(image.name(number, volume), volume, image));
        }
        members.put("volumes", volumes);
        members.put("problems", problems(disk));
        return members;
    }

    /** What is wrong with container, table and disk. */
    static List<String> problems(DiskImage disk) {
        List<String> problems = new ArrayList<>(disk.container().problems());
        problems.addAll(disk.table().problems());
        problems.addAll(disk.problems());
        return problems;
    }

    private static Map<String, Object> volume(String name, ImageVolume volume, OpenedImage image) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        volume.slice().ifPresent(slice -> members.put("partition", partition(slice)));
        members.put("size", volume.volume().size());
        members.put("type", volume.contents().type());
        if (volume.contents() instanceof Recognized recognized) {
            members.put("label", recognized.label());
            members.put("uuid", recognized.uuid());
            members.put("version", recognized.version());
            members.put("notRead", recognized.reason());
        } else if (volume.contents() instanceof Contents.Openable readable) {
            members.put("restricted", readable.provider().onlyByName());
        }
        image.mounted().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(one -> members.put("fileSystem", fileSystem(one)));
        image.unopened().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(one -> members.put("notRead", one.problem()));
        members.put("problems", volume.problems());
        return members;
    }

    private static Map<String, Object> partition(Slice slice) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", slice.name());
        members.put("type", slice.type());
        members.put("typeId", slice.typeId());
        members.put("label", slice.label());
        members.put("uuid", slice.uuid());
        members.put("start", slice.extent().offset());
        members.put("length", slice.extent().length());
        members.put("bootable", slice.bootable());
        return members;
    }

    private static Map<String, Object> fileSystem(Mounted one) {
        FileSystemInfo info = one.info();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", info.type());
        members.put("label", info.label());
        members.put("uuid", info.uuid());
        members.put("size", info.size());
        if (info.used() >= 0) {
            members.put("used", info.used());
        }
        members.put("facts", info.facts());
        members.put("problems", info.problems());
        return members;
    }

    private static Map<String, Object> system(OperatingSystem system) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("place", system.place());
        members.put("kind", word(system.kind()));
        members.put("distribution", system.distribution());
        members.put("family", system.family());
        members.put("version", system.version());
        members.put("name", system.name());
        members.put("hostname", system.hostname());
        members.put("architecture", system.architecture());
        members.put("init", system.init());
        members.put("packages", system.packages());
        members.put("cloudInit", system.cloud().installed());
        members.put("cloudInitDisabled", system.cloud().disabled());
        members.put("cloudInitDatasources", system.cloud().datasources());
        members.put("cloudInitSeeds", system.cloud().seeds());
        List<Object> mounts = new ArrayList<>();
        system.mounts().forEach(line -> {
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("device", line.device());
            mount.put("folder", line.folder());
            mount.put("type", line.type());
            mount.put("options", line.options());
            mounts.add(mount);
        });
        members.put("mounts", mounts);
        return members;
    }

    private static Map<String, Object> loader(Inspection.Loader loader) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", loader.name());
        members.put("place", loader.place());
        members.put("firmware", word(loader.firmware()));
        return members;
    }

    private static Map<String, Object> kernel(Inspection.Kernel kernel) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("place", kernel.place());
        members.put("version", kernel.version());
        members.put("architecture", kernel.architecture());
        members.put("format", kernel.format());
        members.put("size", kernel.size());
        List<Object> ramdisks = new ArrayList<>();
        for (Inspection.Ramdisk ramdisk : kernel.ramdisks()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("place", ramdisk.place());
            one.put("size", ramdisk.size());
            ramdisks.add(one);
        }
        members.put("ramdisks", ramdisks);
        members.put("drivers", kernel.drivers());
        members.put("xenPv", kernel.paravirtualized());
        members.put("xenPvh", kernel.pvh());
        return members;
    }

    private static Map<String, Object> needs(Needs needs) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("firmware", needs.firmware());
        members.put("diskBus", needs.diskBus());
        for (Needs.Verdict verdict : needs.verdicts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("answer", word(verdict.answer()));
            one.put("reasons", verdict.reasons());
            members.put(word(verdict.way()), one);
        }
        return members;
    }

    /** As programs expect a constant's name. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
