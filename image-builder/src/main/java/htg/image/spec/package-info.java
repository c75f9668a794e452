/**
 * The stick's specification: read from YAML with the place of every value, checked against the published JSON Schema,
 * and turned into records. All problems are reported together, before anything else happens.
 *
 * <p>May import the JDK, {@code htg.common}, the schema validator with its Jackson, and the YAML parser.
 */
@NullMarked
package htg.image.spec;

import org.jspecify.annotations.NullMarked;
