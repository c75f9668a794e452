package htg.common;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception htg throws for what a user can understand: the message says what failed and on which object, the
 * hint says what to do next. Bugs stay {@link IllegalStateException}.
 */
public final class HtgException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String hint;

    public HtgException(ExitCode code, String message, String hint, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.code = Objects.requireNonNull(code);
        this.hint = Objects.requireNonNull(hint);
    }

    public HtgException(ExitCode code, String message, String hint) {
        this(code, message, hint, null);
    }

    /** Never null, unlike other exceptions' messages. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ExitCode code() {
        return code;
    }

    /** The next thing to do, as one or more sentences; empty when the message says it all. */
    public String hint() {
        return hint;
    }

    /** Whether writing failed since the reader has closed its end, as {@code head} does: it has all it wants. */
    public static boolean isClosedPipe(Throwable failure) {
        return reason(failure).toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /** Why {@code failure} happened, for people; its type's name where it does not say (some I/O errors). */
    public static String reason(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
