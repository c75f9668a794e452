/**
 * A cell of the boot matrix as a value: what it is made of, what it is called, what is expected of it.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.testvm.console}, {@code htg.testvm.machine} and {@code
 * htg.testvm.fault}.
 */
@NullMarked
package htg.testvm.cell;

import org.jspecify.annotations.NullMarked;
