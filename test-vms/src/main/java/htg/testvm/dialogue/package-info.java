/**
 * Talking to a guest over its serial port: wait for a prompt, answer, wait again.
 *
 * <p>May import the JDK, {@code htg.common} and {@code htg.testvm.pattern}.
 */
@NullMarked
package htg.testvm.dialogue;

import org.jspecify.annotations.NullMarked;
