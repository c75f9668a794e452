/**
 * Of two sticks of which one boots in a cell and the other does not, the search for the component that makes the
 * difference.
 *
 * <p>May import the JDK, Jackson, {@code htg.common} and the packages of this module except {@code cli}.
 */
@NullMarked
package htg.testvm.bisect;

import org.jspecify.annotations.NullMarked;
