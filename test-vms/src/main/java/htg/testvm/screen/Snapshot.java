package htg.testvm.screen;

import java.awt.image.BufferedImage;

/** A screen at one moment: its picture, and the text on it as far as it could be read. */
public record Snapshot(BufferedImage picture, ScreenText text) {}
