package htg.fsimage.partition;

/**
 * One used slot of an MBR partition table.
 *
 * @param index slot, 1 to 4
 * @param active whether the BIOS may think it bootable
 * @param type the type byte; {@link Mbr#PROTECTIVE} covers a GPT
 * @param firstSector start, in sectors
 * @param sectors size, in sectors
 */
public record MbrEntry(int index, boolean active, int type, long firstSector, long sectors) {}
