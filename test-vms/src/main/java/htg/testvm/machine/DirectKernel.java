package htg.testvm.machine;

import java.nio.file.Path;
import java.util.Optional;

/** A kernel and its ramdisk, if it has one, started past the boot loader. */
public record DirectKernel(Path kernel, Optional<Path> ramdisk, String commandLine) {
    private static final String FOR_INIT = " -- ";

    public DirectKernel(Path kernel, Path ramdisk, String commandLine) {
        this(kernel, Optional.of(ramdisk), commandLine);
    }

    /** The same with another ramdisk. */
    public DirectKernel withRamdisk(Path other) {
        return new DirectKernel(kernel, other, commandLine);
    }

    /** The same with more arguments, if there are any: before those that are for init alone. */
    public DirectKernel with(String arguments) {
        if (arguments.isEmpty()) {
            return this;
        }
        int end = commandLine.indexOf(FOR_INIT);
        String line = end < 0
                ? commandLine + " " + arguments
                : commandLine.substring(0, end) + " " + arguments + commandLine.substring(end);
        return new DirectKernel(kernel, ramdisk, line.strip());
    }
}
