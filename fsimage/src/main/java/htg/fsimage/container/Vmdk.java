package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A VMware disk in one sparse file, stream-optimized or not. */
final class Vmdk implements Format {
    static final String NAME = "vmdk";

    @Override
    public boolean recognizes(Ends ends) {
        return ends.startsWith(VmdkHeader.MAGIC);
    }

    @Override
    public Container open(Opening opening) throws IOException {
        VmdkHeader header = VmdkHeader.read(opening.file());
        opening.fact("version", header.version());
        opening.fact("grain size", header.grainSize());
        opening.fact("compression", header.compressed() ? "zlib" : "none");
        Volume parent = describe(header, opening);
        if (header.unclean()) {
            opening.problem("The image was not closed properly.");
        }
        var map = new VmdkSparse(
                header, opening.file(), parent, 0, opening.options().memory() / 4);
        return opening.mapped(NAME, header.size(), map);
    }

    private static @Nullable Volume describe(VmdkHeader header, Opening opening) throws IOException {
        if (header.descriptorOffset() == 0 || header.descriptorLength() == 0) {
            opening.problem("The image is one part of a disk: it has no descriptor.");
            return null;
        }
        if (header.descriptorLength() > VmdkDescriptor.LARGEST) {
            throw new CorruptFileSystemException(
                    "VMDK descriptor", header.descriptorOffset(), "it is " + header.descriptorLength() + " bytes long");
        }
        VmdkDescriptor descriptor =
                VmdkDescriptor.parse(opening.file().read(header.descriptorOffset(), (int) header.descriptorLength()));
        describe(descriptor, opening);
        return parent(descriptor, opening);
    }

    static void describe(VmdkDescriptor descriptor, Opening opening) {
        opening.fact("type", Names.printable(descriptor.setting("createType")));
        opening.fact("content id", Names.printable(descriptor.setting("CID")));
    }

    /** What a disk that holds only changes builds on. */
    static @Nullable Volume parent(VmdkDescriptor descriptor, Opening opening) throws IOException {
        if (!descriptor.hasParent()) {
            return null;
        }
        Container parent = opening.backing(descriptor.setting("parentFileNameHint"), "parent", false);
        String contentId = parent.facts().getOrDefault("content id", "");
        if (!contentId.equalsIgnoreCase(descriptor.setting("parentCID"))) {
            opening.problem("The parent has changed since: its content id is " + contentId + ", not "
                    + Names.printable(descriptor.setting("parentCID")) + ".");
        }
        return parent.disk();
    }
}
