/**
 * What users write to say which text they expect, wherever it appears.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.testvm.pattern;

import org.jspecify.annotations.NullMarked;
