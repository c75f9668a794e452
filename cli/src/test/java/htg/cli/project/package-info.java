/** Tests of the project itself: its scripts, its documents, its set-up on a clean machine. */
@NullMarked
package htg.cli.project;

import org.jspecify.annotations.NullMarked;
