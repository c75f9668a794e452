/**
 * The command line: collects the commands of every module on the class path, runs one, and shows what happens.
 *
 * <p>May import the JDK, picocli and {@code htg.common}. Nothing imports this package.
 */
@NullMarked
package htg.cli;

import org.jspecify.annotations.NullMarked;
