/**
 * The report as one HTML page: self-contained, readable without scripts, and safe whatever a guest has written. FreeMarker
 * escapes, a Content Security Policy stands behind it.
 *
 * <p>May import the JDK, FreeMarker, {@code htg.common}, {@code htg.testvm.console} and {@code htg.testvm.report.model}.
 */
@NullMarked
package htg.testvm.report.html;

import org.jspecify.annotations.NullMarked;
