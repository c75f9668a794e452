/**
 * Files that people write: YAML read with the place of every value, checked against a published JSON Schema, and every
 * problem worded with its place. Who reads one turns the tree into records and adds the problems that a schema cannot find.
 *
 * <p>May import the JDK, {@code htg.common}, the schema validator with its Jackson, and the YAML parser.
 */
@NullMarked
package htg.common.document;

import org.jspecify.annotations.NullMarked;
