package htg.grub.core;

import htg.common.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How {@code grub-mkimage} makes the BIOS core image. Its result depends on nothing but these inputs: no time, no path.
 *
 * @param platformFolder {@code /usr/lib/grub/i386-pc} of the Debian tree that the image is made from
 * @param bootPartition index of the boot partition in the GPT, from 1
 * @param biosReads the file of GRUB's module of {@link BiosReadsSource}, where reads are not as GRUB does them by itself
 */
public record CoreImage(Path platformFolder, int bootPartition, Optional<Path> biosReads) {
    public CoreImage {
        if (bootPartition < 1) {
            throw new IllegalArgumentException("partitions count from 1, not " + bootPartition);
        }
    }

    /**
     * Where GRUB looks for its files until the early configuration has searched for them: on the disk that the BIOS
     * started, since the disk is left out.
     */
    public String prefix() {
        return "(,gpt" + bootPartition + ")/grub";
    }

    /**
     * The program's arguments.
     *
     * @param earlyConfig file with the early configuration, built into the image
     * @param output the image to write
     */
    public List<String> arguments(Path earlyConfig, Path output) {
        List<String> arguments = new ArrayList<>(List.of("--format=i386-pc"));
        arguments.add("--directory=" + platformFolder);
        arguments.add("--prefix=" + prefix());
        arguments.add("--config=" + earlyConfig);
        arguments.add("--output=" + output);
        arguments.addAll(GrubModules.BUILT_IN);
        // Behind the driver that it puts itself in front of: modules start in this order.
        biosReads.ifPresent(module -> arguments.addAll(List.of(BiosReadsSource.IDENTIFIES_MACHINE, module.toString())));
        return List.copyOf(arguments);
    }

    /**
     * The command that makes the image.
     *
     * @param mkimage runs {@code grub-mkimage} of the same Debian tree, whose modules and program belong together
     */
    public Command command(Command mkimage, Path earlyConfig, Path output) {
        return mkimage.with(arguments(earlyConfig, output));
    }
}
