/**
 * Careful files: written aside, synced and moved; clean-up in reverse order that reports what it could not remove.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.common.io;

import org.jspecify.annotations.NullMarked;
