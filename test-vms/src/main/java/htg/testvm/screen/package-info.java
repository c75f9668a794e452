/**
 * What is on a guest's screen: its text, QR codes, and whether it looks as it should; for images that say nothing on a
 * serial port.
 *
 * <p>May import the JDK ({@code java.awt.headless=true} is enough), ZXing, {@code htg.common},
 * {@code htg.testvm.pattern} and {@code htg.testvm.qemu}.
 */
@NullMarked
package htg.testvm.screen;

import org.jspecify.annotations.NullMarked;
