package htg.fsimage.btrfs;

/**
 * Where a tree node is, and what it must be.
 *
 * @param address its logical address
 * @param generation the transaction that wrote it
 * @param level its height above the leaves
 */
record NodePointer(long address, long generation, int level) {}
