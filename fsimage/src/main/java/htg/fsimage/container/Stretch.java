package htg.fsimage.container;

/**
 * A part of a virtual disk that is stored alike.
 *
 * @param length in bytes, at least one
 * @param hole whether the image holds nothing for it, so that it reads as zeros
 */
public record Stretch(long length, boolean hole) {}
