package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A kernel with its ramdisks and arguments.
 *
 * @param kernel the kernel's file
 * @param ramdisks loaded one after the other; at least one, since without it the root pool is never found
 * @param arguments the command line
 */
public record LinuxBoot(GrubPath kernel, List<GrubPath> ramdisks, KernelArguments arguments) implements Boot {
    /** What the menu adds at the end, once GRUB has read which copy of the stick it started from. */
    private static final int STICK_ARGUMENT = " htg.stick=0123456789abcdef".length();

    public LinuxBoot {
        ramdisks = List.copyOf(ramdisks);
        if (ramdisks.isEmpty()) {
            throw new IllegalArgumentException("the kernel " + kernel + " has no ramdisk");
        }
        // GRUB puts BOOT_IMAGE=<kernel> and a space in front.
        int length = "BOOT_IMAGE= ".length()
                + kernel.value().length()
                + arguments.asKernelLine().length()
                + STICK_ARGUMENT;
        if (length > KernelArguments.LONGEST_LINE) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "The kernel command line has " + length + " characters, and the kernel takes "
                            + KernelArguments.LONGEST_LINE,
                    "Give fewer or shorter kernel arguments.");
        }
    }

    /** The same kernel and ramdisks with more arguments. */
    public LinuxBoot with(String... more) {
        return new LinuxBoot(kernel, ramdisks, arguments.with(more));
    }

    @Override
    public List<GrubPath> files() {
        List<GrubPath> files = new ArrayList<>(List.of(kernel));
        files.addAll(ramdisks);
        return files;
    }

    @Override
    public LinuxBoot from(UnaryOperator<GrubPath> place) {
        return new LinuxBoot(place.apply(kernel), ramdisks.stream().map(place).toList(), arguments);
    }

    @Override
    public Needs needs() {
        return Needs.LINUX;
    }
}
