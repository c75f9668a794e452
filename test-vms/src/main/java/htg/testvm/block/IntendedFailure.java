package htg.testvm.block;

import java.io.IOException;

/** An error that a medium is there to give: no fault of this machine. */
final class IntendedFailure extends IOException {
    private static final long serialVersionUID = 1L;

    IntendedFailure(String message) {
        super(message);
    }
}
