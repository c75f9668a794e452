package htg.testvm.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that boots an image, once in each of its cells.
 *
 * <pre>{@code
 * @BootTest(image = "out/htg.img", cells = "bios/*", until = "switch")
 * void findsItsRootInEverySlot(BootedCell cell) {
 *     assertThat(cell.at("discover ok")).hasValueSatisfying(time -> assertThat(time).isLessThan(ofMinutes(2)));
 * }
 * }</pre>
 *
 * <p>What the test method may ask for:
 *
 * <ul>
 *   <li>nothing, or a {@link BootedCell}: the cell runs to its end first, and the test fails without running when that is not
 *       as expected;
 *   <li>a {@link RunningCell}: the machine is on, the test steers it, and it is switched off after the test.
 * </ul>
 *
 * <p>On a class, it says what the methods that bear this annotation have in common; what a method says goes before.
 *
 * <p>The test is skipped, by name, where QEMU or the firmware is not installed. Logs, pictures, a page and a script that
 * repeats the cell by hand are left in {@code target/boot-tests/CLASS/METHOD}; JUnit's configuration parameter {@value
 * BootTestExtension#FOLDER} names another folder than {@code target/boot-tests}.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(BootTestExtension.class)
public @interface BootTest {
    /**
     * The raw disk image, which is never changed. <code>${name}</code> stands for a system property, or else for a variable
     * of the environment.
     */
    String image() default "";

    /** Names the image in place of {@link #image}, after {@code @BeforeAll} has run. */
    Class<? extends Supplier<Path>> imageFrom() default NoImage.class;

    /**
     * Names of cells ({@code uefi-sb/nvme/4G}), or patterns ({@code bios/*usb*}) for all firmware with all buses. {@code
     * bios/usb-xhci} if left out.
     */
    String[] cells() default {};

    /**
     * The landmark that ends it well, {@code switch} or exactly {@code switch-start}; {@code multi-user} if left out. Not
     * with {@link #checks}.
     */
    String until() default "";

    /** In-guest checks to run then, by name; {@code all} are those of {@code htg test}. */
    String[] checks() default {};

    /** {@code boots}, {@code stops at discover}, or {@code stops at discover, saying /no pool/}. */
    String expect() default "";

    /** In place of landmarks, for any image: texts, or {@code /expressions/}, on the screen or the serial port. */
    String[] expectText() default {};

    /** As {@link #expectText}: what QR codes on the screen say. */
    String[] expectQr() default {};

    /** As {@link #expectText}: pictures, {@code FILE.png[X,Y,WIDTH,HEIGHT;tolerance=N%]}. */
    String[] expectScreen() default {};

    /** A YAML list of what to expect and send on the serial port. */
    String dialogue() default "";

    /** The machine's memory, such as {@code 512M}, for cells whose names do not say it. */
    String memory() default "";

    /** How much larger than the image the medium is; {@code 1G} if left out. */
    String growth() default "";

    /** {@code auto}, {@code kvm} or {@code tcg}. */
    String accelerator() default "";

    /** Limit for a cell, or for each wait of a {@link RunningCell}, from power-on; 20 minutes if left out. */
    int timeoutSeconds() default 0;

    /** Stands for no supplier. */
    final class NoImage implements Supplier<Path> {
        private NoImage() {}

        @Override
        public Path get() {
            throw new IllegalStateException("there is no image");
        }
    }
}
