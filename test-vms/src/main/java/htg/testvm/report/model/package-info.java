/**
 * What a test run was and found, as values: written from the run, read back from {@code results.json} to merge and to
 * compare, and what every form of the report is made from. All text in it is safe to put into XML, HTML and JSON.
 *
 * <p>May import the JDK, {@code htg.testvm.console} and {@code htg.testvm.reads}.
 */
@NullMarked
package htg.testvm.report.model;

import org.jspecify.annotations.NullMarked;
