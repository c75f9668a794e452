package htg.fsimage.container;

import java.time.Instant;

/**
 * An earlier state of a disk that its image keeps. It is listed, not read.
 *
 * @param id as the image counts them
 * @param name as its user called it; empty where it has none
 * @param taken when that was
 * @param memory bytes of the machine's memory that are stored with it; 0 where only the disk is
 */
public record Snapshot(String id, String name, Instant taken, long memory) {}
