package htg.testvm.run;

import htg.testvm.boot.BootPlan;
import htg.testvm.check.Check;
import htg.testvm.dialogue.Dialogue;
import htg.testvm.screen.ScreenExpectation;
import java.util.List;
import java.util.Optional;

/** What a cell has to do to prove that it boots. */
public sealed interface Goal {
    /**
     * A stick of htg: it passes its landmarks, and then the checks that make sense on the machine.
     *
     * @param plan the way without the checks
     */
    record Landmarks(BootPlan plan, List<Check> checks) implements Goal {
        public Landmarks {
            checks = List.copyOf(checks);
        }
    }

    /**
     * Any image: each expectation comes true on its screen at some time, a text also on its serial port, and the dialogue
     * comes to its end.
     */
    record Seen(List<ScreenExpectation> expectations, Optional<Dialogue> dialogue) implements Goal {
        public Seen {
            expectations = List.copyOf(expectations);
        }
    }
}
