/**
 * Reads partition tables and file systems inside disk images, in user space and without trusting them.
 *
 * <p>May import the JDK and nothing else, not even htg's own modules, so that it can run alone in a confined process.
 */
@NullMarked
package htg.fsimage;

import org.jspecify.annotations.NullMarked;
