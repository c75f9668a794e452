/**
 * What is left of a test run: a folder for each cell, JUnit XML for CI, JSON for machines, a table for people.
 *
 * <p>May import the JDK, Jackson, {@code htg.common}, {@code htg.testvm.cell} and {@code htg.testvm.console}.
 */
@NullMarked
package htg.testvm.report;

import org.jspecify.annotations.NullMarked;
