package htg.image.debian;

import java.util.Optional;

/**
 * Where packages come from.
 *
 * @param main base of the Debian archive
 * @param security base of the security archive, where one is known
 */
public record Mirrors(String main, Optional<String> security) {}
