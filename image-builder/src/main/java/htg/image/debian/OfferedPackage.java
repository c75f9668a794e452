package htg.image.debian;

/**
 * A package that a suite offers.
 *
 * @param depends its field of that name, as it is written; empty where it has none
 */
public record OfferedPackage(String name, DebianVersion version, String depends) {
    /** Reads what {@link #line()} wrote. */
    static OfferedPackage parse(String line) {
        String[] fields = line.split("\t", -1);
        return new OfferedPackage(fields[0], new DebianVersion(fields[1]), fields[2]);
    }

    String line() {
        return String.join("\t", name, version.text(), depends) + "\n";
    }
}
