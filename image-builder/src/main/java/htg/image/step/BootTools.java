package htg.image.step;

import htg.image.tool.ToolRoot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a stick's boot files are made with.
 *
 * @param biosReads GRUB's module for BIOS reads, where it gets one
 */
record BootTools(ToolRoot tools, Optional<Path> biosReads) {}
