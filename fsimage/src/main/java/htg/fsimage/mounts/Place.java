package htg.fsimage.mounts;

/**
 * Where a file system lies, in all the ways in which configuration files say it.
 *
 * @param disk number of the disk among those of the image, from 0
 * @param partition number in the partition table, from 1; 0 when the file system fills a disk or a logical volume
 * @param table kind of partition table
 * @param partitionId as {@code PARTUUID=} has it, empty where there is none
 * @param partitionLabel as {@code PARTLABEL=} has it, empty where there is none
 * @param volume logical volume as {@code group/name}, empty where it is none
 * @param efiSystem whether the partition table calls it an EFI system partition
 */
public record Place(
        int disk,
        int partition,
        Table table,
        String partitionId,
        String partitionLabel,
        String volume,
        boolean efiSystem) {
    /** What a disk is divided by. */
    public enum Table {
        NONE(""),
        GPT("gpt"),
        MBR("msdos");

        private final String grubName;

        Table(String grubName) {
            this.grubName = grubName;
        }
    }

    public Place {
        if (!volume.isEmpty() && volume.indexOf('/') < 0) {
            throw new IllegalArgumentException("a logical volume is group/name, not " + volume);
        }
    }

    /** A file system without a partition table around it. */
    public static Place wholeDisk(int disk) {
        return new Place(disk, 0, Table.NONE, "", "", "", false);
    }

    /** A partition of a disk. */
    public static Place partition(int disk, Table table, int number) {
        return new Place(disk, number, table, "", "", "", false);
    }

    /** A logical volume of LVM. */
    public static Place logicalVolume(String group, String name) {
        return new Place(0, 0, Table.NONE, "", "", group + "/" + name, false);
    }

    /** The same place with what a partition table says of it. */
    public Place named(String id, String label) {
        return new Place(disk, partition, table, id, label, volume, efiSystem);
    }

    /** The same place, an EFI system partition. */
    public Place forEfi() {
        return new Place(disk, partition, table, partitionId, partitionLabel, volume, true);
    }

    /** The device as GRUB 2 names it, without parentheses, such as {@code hd0,gpt2} or {@code lvm/vg-root}. */
    public String grubName() {
        if (!volume.isEmpty()) {
            return "lvm/" + mapperName();
        }
        return "hd" + disk + (partition == 0 ? "" : "," + table.grubName + partition);
    }

    /** A logical volume as below {@code /dev/mapper}: hyphens are doubled in both names. */
    public String mapperName() {
        int slash = volume.indexOf('/');
        return volume.substring(0, slash).replace("-", "--")
                + "-"
                + volume.substring(slash + 1).replace("-", "--");
    }
}
