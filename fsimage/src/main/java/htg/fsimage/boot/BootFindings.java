package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootMenu;
import java.util.List;
import java.util.Optional;

/**
 * What was found in an image.
 *
 * @param choice what it would boot; empty when there is no kernel at all
 * @param menus of all boot loaders that have a configuration, the one that counts first
 * @param kernels all that lie there, the best first; none where nobody had to look for them
 * @param problems what could not be read, a sentence each
 */
public record BootFindings(
        Optional<BootChoice> choice, List<BootMenu> menus, List<FoundKernel> kernels, List<String> problems) {
    public BootFindings {
        menus = List.copyOf(menus);
        kernels = List.copyOf(kernels);
        problems = List.copyOf(problems);
    }
}
