/**
 * Media that a test can trust to misbehave: slow ones, and ones as a power cut
 * left them. A {@link htg.testvm.block.BlockSource} is such a medium, sources stack like layers, and
 * {@link htg.testvm.block.NbdServer} serves one to QEMU.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.testvm.block;

import org.jspecify.annotations.NullMarked;
