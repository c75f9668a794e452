/**
 * Starts a program of ours where it can do no harm: no network, no rights, no files but those it is given, and little of everything.
 *
 * <p>May import {@code htg.common}.
 */
@NullMarked
package htg.store.confine;

import org.jspecify.annotations.NullMarked;
