package htg.image.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the sticks that a build makes.
 *
 * @param number 1, or 2 for the other half of a mirror
 * @param image its image file
 */
public record Stick(int number, Path image, StickIdentities identities) {

    /** The image files of so many sticks: {@code htg.img}, and {@code htg-2.img} beside it. */
    public static List<Path> images(Path first, int sticks) {
        List<Path> images = new ArrayList<>(List.of(first));
        for (int number = 2; number <= sticks; number++) {
            String name = String.valueOf(first.getFileName());
            int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
            images.add(first.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot)));
        }
        return images;
    }

    /** A word with the stick's number behind it, unless that is the first. */
    public String numbered(String word) {
        return number == 1 ? word : word + "-" + number;
    }
}
