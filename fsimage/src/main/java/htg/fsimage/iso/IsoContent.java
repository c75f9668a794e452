package htg.fsimage.iso;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The sections of a file, one after the other. Of an image that was cut off what is there. */
final class IsoContent implements Content {
    private final Volume volume;
    private final List<Extent> sections;
    /** Where each section begins in the file. */
    private final long[] starts;

    private final long size;

    IsoContent(Volume volume, List<Extent> sections) {
        this.volume = volume;
        this.sections =
                sections.stream().filter(section -> section.length() > 0).toList();
        this.starts = new long[this.sections.size()];
        long at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += this.sections.get(i).length();
        }
        this.size = at;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int found = Arrays.binarySearch(starts, offset);
        int number = found >= 0 ? found : -found - 2;
        Extent section = sections.get(number);
        long within = offset - starts[number];
        long place = section.offset() + within;
        if (place >= volume.size()) {
            throw new CorruptFileSystemException("ISO 9660 file", place, "the image ends before it does");
        }
        long most = Math.min(section.length() - within, volume.size() - place);
        int count = (int) Math.min(most, into.remaining());
        volume.read(place, into.slice(into.position(), count));
        into.position(into.position() + count);
        return count;
    }
}
