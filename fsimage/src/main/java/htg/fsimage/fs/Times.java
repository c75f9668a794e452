package htg.fsimage.fs;

import java.time.Instant;

/**
 * When what happened to a node; {@link #NEVER} where its file system does not say.
 *
 * @param modified last change of its content
 * @param changed last change of anything about it
 * @param accessed last read
 * @param created when it was made
 */
public record Times(Instant modified, Instant changed, Instant accessed, Instant created) {
    /** Stands for a time that is not stored. */
    public static final Instant NEVER = Instant.MIN;

    public static final Times UNKNOWN = new Times(NEVER, NEVER, NEVER, NEVER);

    /** Only the last change of the content is known. */
    public static Times ofModification(Instant modified) {
        return new Times(modified, NEVER, NEVER, NEVER);
    }
}
