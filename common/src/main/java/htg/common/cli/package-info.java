/**
 * The base of every command: the options all commands share, and the session through which a command talks to its user.
 * A module offers its commands as {@link htg.common.cli.CommandProvider} services.
 *
 * <p>May import the JDK, picocli and {@code htg.common}.
 */
@NullMarked
package htg.common.cli;

import org.jspecify.annotations.NullMarked;
