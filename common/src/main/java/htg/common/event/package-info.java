/**
 * Progress as values. Libraries emit events and never print; the command line and the web page decide how to show them.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package htg.common.event;

import org.jspecify.annotations.NullMarked;
