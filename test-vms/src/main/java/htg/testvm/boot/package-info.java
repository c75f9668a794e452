/**
 * One boot, watched: a running machine, its consoles, and a plan of landmarks with a deadline each. The entry for tests
 * that boot something is {@link htg.testvm.boot.Boot}.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.testvm.console}, {@code htg.testvm.machine} and {@code
 * htg.testvm.qemu}.
 */
@NullMarked
package htg.testvm.boot;

import org.jspecify.annotations.NullMarked;
