package htg.grub.menu;

import java.util.List;
import java.util.function.UnaryOperator;

/** What an entry loads and starts. */
public sealed interface Boot permits LinuxBoot, XenBoot {
    /** The Linux kernel, which is the first or the only one to run. */
    GrubPath kernel();

    /** Everything that GRUB reads, in this order. */
    List<GrubPath> files();

    /** The same from files in other places. */
    Boot from(UnaryOperator<GrubPath> place);

    /** What a machine must have to run it. */
    Needs needs();
}
