package htg.fsimage.compress;

import htg.fsimage.volume.ImageFormatException;

/** Unpacks data that is whole in memory. Safe for several threads at once. */
@FunctionalInterface
public interface Decompressor {
    /**
     * Unpacks all of the input. Of the output's range only what was written counts; bytes behind it are as they happen to be.
     *
     * @param length bytes of input
     * @param outLength how many bytes there may be at most
     * @return how many bytes it wrote
     * @throws htg.fsimage.volume.CorruptFileSystemException when the input is damaged, ends early, or gives more than fits
     */
    int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException;
}
