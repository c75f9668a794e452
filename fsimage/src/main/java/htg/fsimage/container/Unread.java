package htg.fsimage.container;

import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Containers that are known but not read: taken for raw disks they would be misread. */
final class Unread implements Format {
    private static final Map<String, String> BY_START = new LinkedHashMap<>();

    static {
        BY_START.put("QED\0", "QED (QEMU's enhanced disk)");
        BY_START.put("WithoutFreeSpace", "Parallels");
        BY_START.put("WithouFreSpacExt", "Parallels");
        BY_START.put("COWD", "VMDK (an ESX redo log or sparse extent)");
        BY_START.put("AFF10\r\n\0", "AFF (Advanced Forensic Format)");
        BY_START.put("EVF\t\r\n\u00ff\0", "EWF (EnCase)");
        BY_START.put("EVF2\r\n\u0081\0", "EWF 2 (EnCase)");
        BY_START.put("LVF\t\r\n\u00ff\0", "EWF (logical)");
        BY_START.put("Bochs Virtual HD Image", "Bochs");
        BY_START.put("#!/bin/sh\n#V2.0 Format\nmodprobe cloop", "cloop");
        BY_START.put("MSWIM\0\0\0", "WIM (Windows Imaging)");
        BY_START.put("7z\u00bc\u00af'\u001c", "a 7-Zip archive");
        BY_START.put("Rar!\u001a\u0007", "a RAR archive");
        BY_START.put("PK\u0003\u0004", "a ZIP archive");
        BY_START.put("encrcdsa", "an encrypted Apple disk image");
        BY_START.put("sprs", "an Apple sparse disk image");
        for (char level = '1'; level <= '9'; level++) {
            BY_START.put("BZh" + level + "1AY&SY", "compressed by bzip2");
        }
        BY_START.put("\u0089LZO\0\r\n\u001a\n", "compressed by lzop");
    }

    @Override
    public boolean recognizes(Ends ends) {
        return name(ends).isPresent();
    }

    private static Optional<String> name(Ends ends) {
        if (ends.endsWith("koly")) {
            return Optional.of("an Apple disk image (UDIF)");
        }
        return BY_START.entrySet().stream()
                .filter(one -> ends.startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public Container open(Opening opening) throws IOException {
        String name = name(Ends.read(opening.file())).orElse("of an unknown kind");
        throw new UnsupportedFormatException("the image is " + name + ", which is not read");
    }
}
