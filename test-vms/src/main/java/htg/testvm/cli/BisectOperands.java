package htg.testvm.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code htg test --bisect} is given.
 *
 * @param good image that boots in the cell, as the user named it
 * @param bad image that does not
 * @param cell name of the cell
 */
record BisectOperands(String good, String bad, String cell) {
    static BisectOperands of(List<String> operands) {
        if (operands.size() != 3) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "--bisect takes two images and a cell, not " + operands.size() + " operands",
                    "For example: htg test --bisect good.img bad.img bios/usb-xhci");
        }
        return new BisectOperands(operands.get(0), operands.get(1), operands.get(2));
    }

    /**
     * The lines that boot the two images again.
     *
     * @param words the words of a line for an image, without the cell
     */
    List<String> commands(Function<String, List<String>> words) {
        return Stream.of(good, bad)
                .map(image ->
                        Command.of(words.apply(image)).with("--only", cell).replayLine())
                .toList();
    }
}
