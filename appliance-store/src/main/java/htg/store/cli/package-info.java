/**
 * The commands of this module.
 *
 * <p>May import everything of this module, {@code htg.common} and picocli.
 */
@NullMarked
package htg.store.cli;

import org.jspecify.annotations.NullMarked;
