/**
 * What is left of a test run: a page for people, JUnit XML for CI, JSON for machines and for later runs, a table for the
 * terminal, and beside them a folder for each cell. All are made from the records in {@code htg.testvm.report.model};
 * {@link htg.testvm.report.CellRecords} alone knows how a run yields them.
 *
 * <p>May import the JDK, Jackson, {@code htg.common}, {@code htg.testvm.console}, {@code htg.testvm.reads}, and {@code CellRecords} besides {@code
 * htg.testvm.cell}.
 */
@NullMarked
package htg.testvm.report;

import org.jspecify.annotations.NullMarked;
