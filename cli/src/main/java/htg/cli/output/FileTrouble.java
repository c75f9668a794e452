package htg.cli.output;

import htg.common.HtgException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words the I/O errors that are this machine's fault and not htg's: no space, no permission, a broken medium. */
record FileTrouble(String message, String hint) {
    /** Causes can form a ring. */
    private static final int DEEPEST = 20;

    /** The first I/O error among {@code failure} and its causes. */
    static Optional<FileTrouble> in(Throwable failure) {
        return chain(failure).stream()
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst()
                .map(trouble -> new FileTrouble(wording(trouble, failure), hintFor(HtgException.reason(trouble))));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static String wording(IOException trouble, Throwable outermost) {
        if (trouble instanceof FileSystemException onFile && onFile.getFile() != null) {
            return onFile.getFile() + ": " + reason(onFile);
        }
        if (trouble instanceof FileNotFoundException || trouble == outermost) {
            return HtgException.reason(trouble);
        }
        String context = HtgException.reason(outermost);
        String reason = HtgException.reason(trouble);
        return context.contains(reason) ? reason : context + ": " + reason;
    }

    private static String reason(FileSystemException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        String reason = trouble.getReason();
        return reason == null ? trouble.getClass().getSimpleName() : reason;
    }

    private static String hintFor(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota")) {
            return "Free some space there; 'df -h' shows what is full. The cache folder may be deleted at any time.";
        }
        if (lower.contains("read-only")) {
            return "Choose a place that can be written.";
        }
        return "Check that it exists and that you may use it. With --debug htg shows where it met this.";
    }
}
