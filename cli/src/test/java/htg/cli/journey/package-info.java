/**
 * What users do, from the command line to the result: the program is started as they start it, with real packages, real
 * firmware and a real kernel.
 */
@NullMarked
package htg.cli.journey;

import org.jspecify.annotations.NullMarked;
