package htg.testvm.fault;

import htg.testvm.fault.Reaction.Action;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A fault that happens while the machine runs. */
public sealed interface Interruption extends Fault {
    /** GRUB, or the harness where there is none, has loaded kernel and ramdisk: the stick is not needed for a while. */
    String KERNEL_LOADED = "kernel start";

    /** The trampoline has begun to look for the stick. */
    String SEARCHED = "discover start";

    /** The stick is pulled once the kernel is loaded, and comes back while the trampoline looks for it. */
    record Replug() implements Interruption {
        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return bus.pullObstacle();
        }

        @Override
        public List<Reaction> reactions() {
            return List.of(new Reaction(KERNEL_LOADED, Action.UNPLUG), new Reaction(SEARCHED, Action.PLUG));
        }

        @Override
        public String toString() {
            return "replug";
        }
    }

    /**
     * The stick is pulled at a landmark.
     *
     * @param landmark in the form {@code kernel start}
     */
    record Unplug(String landmark) implements Interruption {
        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return bus.pullObstacle();
        }

        @Override
        public List<Reaction> reactions() {
            return List.of(new Reaction(landmark, Action.UNPLUG));
        }

        @Override
        public String toString() {
            return "unplug@" + landmark.replace(' ', '-');
        }
    }

    /**
     * The power fails at a landmark, and comes back.
     *
     * @param landmark in the form {@code switch ok}
     */
    record PowerCut(String landmark) implements Interruption {
        @Override
        public Optional<String> powerCut() {
            return Optional.of(landmark);
        }

        @Override
        public String toString() {
            return "power-cut@" + landmark.replace(' ', '-');
        }
    }

    /**
     * The power failed during a boot before this one: the medium is as the first requests of that boot's write log left it.
     *
     * @param requests writes, discards and flushes, in the order in which the medium had done them
     */
    record PowerCutAfter(long requests) implements Interruption {
        public PowerCutAfter {
            if (requests < 0) {
                throw new IllegalArgumentException("no " + requests + " requests can be done");
            }
        }

        @Override
        public OptionalLong loggedRequests() {
            return OptionalLong.of(requests);
        }

        @Override
        public String toString() {
            return "writes@" + requests;
        }
    }
}
