/**
 * What can be wrong with the stick, its slot and its surroundings: a closed set of faults, each of which knows what it
 * changes of a machine, a medium and a running boot, and where it is impossible.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.testvm.block} and {@code htg.testvm.machine}.
 */
@NullMarked
package htg.testvm.fault;

import org.jspecify.annotations.NullMarked;
