/**
 * A whole run: from an image, a matrix and what the user wants, to a report. What the command line, the JUnit extension and
 * the search for a broken component have in common.
 *
 * <p>May import the JDK, {@code htg.common} and the packages of this module except {@code cli}.
 */
@NullMarked
package htg.testvm.suite;

import org.jspecify.annotations.NullMarked;
