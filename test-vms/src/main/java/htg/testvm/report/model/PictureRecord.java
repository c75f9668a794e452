package htg.testvm.report.model;

/**
 * A picture of the screen.
 *
 * @param landmark when it was taken, for example {@code grub}
 * @param file a PNG, relative to the cell's folder
 */
public record PictureRecord(String landmark, String file) {
    public PictureRecord {
        landmark = PlainText.line(landmark);
        file = RelativePath.checked(file);
    }
}
