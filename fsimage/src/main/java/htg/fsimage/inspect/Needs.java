package htg.fsimage.inspect;

import java.util.List;

/**
 * What an image would need to boot, or to run as a container.
 *
 * @param firmware what its boot loaders were made for: {@code BIOS}, {@code UEFI}, {@code BIOS or UEFI}, or {@code none}
 * @param diskBus how to give it its disk: {@code virtio} or {@code sata}
 * @param verdicts for each way to run it
 */
public record Needs(String firmware, String diskBus, List<Verdict> verdicts) {
    /** Ways to run an image. */
    public enum Way {
        KVM,
        XEN_PV,
        XEN_PVH,
        CONTAINER
    }

    /** Whether one can. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * Whether an image can run in one way.
     *
     * @param reasons why, a sentence each
     */
    public record Verdict(Way way, Answer answer, List<String> reasons) {
        public Verdict {
            reasons = List.copyOf(reasons);
        }
    }

    public Needs {
        verdicts = List.copyOf(verdicts);
    }

    /** The verdict for a way. */
    public Verdict of(Way way) {
        return verdicts.stream().filter(one -> one.way() == way).findFirst().orElseThrow();
    }
}
