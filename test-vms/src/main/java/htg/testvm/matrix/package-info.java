/**
 * Which cells a test runs: the matrix file with its schema, the choice among all combinations, the choice on the command
 * line, and the division into shards. Cells are only named here, never run.
 *
 * <p>May import the JDK, {@code htg.common} with Jackson's tree for documents, {@code htg.testvm.boot}, {@code
 * htg.testvm.cell}, {@code htg.testvm.check}, {@code htg.testvm.console}, {@code htg.testvm.fault}, {@code
 * htg.testvm.machine}, of {@code htg.testvm.run} the planned cell, and of {@code htg.testvm.stick} the type of the pool.
 */
@NullMarked
package htg.testvm.matrix;

import org.jspecify.annotations.NullMarked;
