/**
 * What every module stands on: errors that carry an exit code and a hint, sizes, and in its sub-packages the one door to
 * other programs, progress events, careful file handling, documents with a schema and the base class of commands.
 *
 * <p>May import the JDK only; {@code htg.common.cli} may also import picocli, and {@code htg.common.document} the schema
 * validator with its Jackson and the YAML parser.
 */
@NullMarked
package htg.common;

import org.jspecify.annotations.NullMarked;
