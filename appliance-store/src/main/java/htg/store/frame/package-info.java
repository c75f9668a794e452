/**
 * What a confined reader says to the process that started it: a stream of small frames. The receiving side believes none of them.
 *
 * <p>May import the JDK.
 */
@NullMarked
package htg.store.frame;

import org.jspecify.annotations.NullMarked;
