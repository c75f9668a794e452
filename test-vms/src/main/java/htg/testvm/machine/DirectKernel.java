package htg.testvm.machine;

import java.nio.file.Path;

/** A kernel and its ramdisk, started past the boot loader. */
public record DirectKernel(Path kernel, Path ramdisk, String commandLine) {}
