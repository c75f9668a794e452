package htg.testvm.machine;

import java.nio.file.Path;

/** A kernel and its ramdisk, started past the boot loader. */
public record DirectKernel(Path kernel, Path ramdisk, String commandLine) {
    /** The same with another ramdisk. */
    public DirectKernel withRamdisk(Path other) {
        return new DirectKernel(kernel, other, commandLine);
    }

    /** The same with more arguments, if there are any. */
    public DirectKernel with(String arguments) {
        return new DirectKernel(kernel, ramdisk, (commandLine + " " + arguments).strip());
    }
}
