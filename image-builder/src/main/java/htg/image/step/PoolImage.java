package htg.image.step;

import java.nio.file.Path;

/**
 * One stick's part of the root pool, as large as its partition.
 *
 * @param start where it begins in the file, in bytes
 */
record PoolImage(Path file, long start) {}
