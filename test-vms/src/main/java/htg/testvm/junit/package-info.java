/**
 * Boot tests in JUnit Jupiter: {@link htg.testvm.junit.BootTest} on a test method boots an image in one or more cells and
 * gives the test what was seen, or the running machine.
 *
 * <p>May import the JDK, JUnit Jupiter's API (which a project that tests has, and htg's distribution has not), {@code
 * htg.common} and the packages of this module except {@code cli}. Nothing else in this module may import JUnit.
 */
@NullMarked
package htg.testvm.junit;

import org.jspecify.annotations.NullMarked;
