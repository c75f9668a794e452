package htg.fsimage.reiserfs;

import htg.fsimage.volume.Structure;

/**
 * A piece of a leaf.
 *
 * @param version of the key and of stat data
 * @param entries how many names it has, if it has names
 */
record Item(Key key, int version, int entries, Structure body) {}
