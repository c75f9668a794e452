/**
 * Text made of a model and a layout that lies beside the class that owns it.
 *
 * <p>May import the JDK and FreeMarker.
 */
@NullMarked
package htg.common.template;

import org.jspecify.annotations.NullMarked;
