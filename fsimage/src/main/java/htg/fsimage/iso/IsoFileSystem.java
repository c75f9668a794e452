package htg.fsimage.iso;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last session of a disc. */
final class IsoFileSystem implements FileSystem {
    private final VolumeDescriptors descriptors;
    private final Disc disc;
    private final DirectoryRecord root;
    /** What was wrong when it was opened. */
    private final List<String> firstProblems;

    private IsoFileSystem(VolumeDescriptors descriptors, Disc disc, DirectoryRecord root, List<String> problems) {
        this.descriptors = descriptors;
        this.disc = disc;
        this.root = root;
        this.firstProblems = List.copyOf(problems);
    }

    static IsoFileSystem open(Volume volume, Limits limits) throws IOException {
        VolumeDescriptors found = VolumeDescriptors.read(volume, Sessions.last(volume));
        VolumeDescriptor primary = found.primary();
        Disc plain = new Disc(volume, primary.blockSize(), Naming.PLAIN, 0, limits);
        List<String> problems = new ArrayList<>();
        Optional<Integer> skip = rockRidge(plain, primary, problems);
        if (skip.isPresent()) {
            Disc unix = new Disc(volume, plain.blockSize(), Naming.ROCK_RIDGE, skip.get(), limits);
            return new IsoFileSystem(found, unix, primary.root(), problems);
        }
        if (found.joliet().isPresent()) {
            VolumeDescriptor joliet = found.joliet().get();
            Disc wide = new Disc(volume, joliet.blockSize(), Naming.JOLIET, 0, limits);
            return new IsoFileSystem(found, wide, joliet.root(), problems);
        }
        return new IsoFileSystem(found, plain, primary.root(), problems);
    }

    /**
     * How many bytes of system use areas come before Rock Ridge's; empty when there is no Rock Ridge. The root folder's own record says
     * so at its start, or behind 14 bytes of CD-ROM XA.
     */
    private static Optional<Integer> rockRidge(Disc disc, VolumeDescriptor primary, List<String> problems)
            throws IOException {
        try {
            Structure area = IsoNode.self(disc, primary.root().block()).systemUse();
            for (int start : new int[] {0, 14}) {
                if (area.has(start, (byte) 'S', (byte) 'P', (byte) 7, (byte) 1, (byte) 0xBE, (byte) 0xEF)) {
                    boolean[] found = new boolean[1];
                    SystemUse.visit(
                            disc,
                            area,
                            start,
                            (signature, entry) -> found[0] |=
                                    signature.equals("PX") || signature.equals("RR") || signature.equals("ER"));
                    return found[0] ? Optional.of(area.u8(start + 6)) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (ImageFormatException broken) {
            problems.add("Whether there is Rock Ridge cannot be read, so that names may be short and owners missing: "
                    + broken.getMessage() + ".");
            return Optional.empty();
        }
    }

    @Override
    public Node root() throws IOException {
        return IsoNode.root(disc, root);
    }

    @Override
    public FileSystemInfo info() throws IOException {
        VolumeDescriptor primary = descriptors.primary();
        long size = primary.blocks() * primary.blockSize();
        List<String> problems = new ArrayList<>(firstProblems);
        Map<String, String> facts = facts(problems);
        if (size > disc.volume().size()) {
            problems.add("The image was cut off: it should have " + size + " bytes.");
        }
        if (primary.contradictsItself()) {
            problems.add("The volume descriptor has numbers that are stored twice and differ.");
        }
        if (descriptors.udf()) {
            problems.add("The disc is a UDF file system as well, of which nothing is read.");
        }
        return FileSystemInfo.of("iso9660", primary.label(), primary.date(), size, size)
                .facts(facts)
                .problems(problems);
    }

    private Map<String, String> facts(List<String> problems) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("names", disc.naming().text());
        facts.put("block size", Integer.toString(disc.blockSize()));
        facts.put("UDF bridge", descriptors.udf() ? "yes" : "no");
        if (descriptors.session() > 0) {
            facts.put("last session at sector", Long.toString(descriptors.session()));
        }
        try {
            BootCatalogue.read(disc.volume(), descriptors).ifPresent(catalogue -> addEntries(facts, catalogue));
        } catch (ImageFormatException broken) {
            problems.add("The boot catalogue cannot be read: " + broken.getMessage() + ".");
        }
        return facts;
    }

    private static void addEntries(Map<String, String> facts, BootCatalogue catalogue) {
        int number = 1;
        for (BootEntry entry : catalogue.entries()) {
            facts.put("boot entry " + number++, entry.text());
        }
    }
}
