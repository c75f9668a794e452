package htg.miniroot;

import java.util.List;

/**
 * A loadable module, as {@code modules.dep} and {@code modules.softdep} describe it.
 *
 * @param name canonical: as the kernel shows it, with underscores
 * @param path relative to the kernel's module folder, with its compression suffix
 * @param hard paths of the modules it cannot be loaded without
 * @param soft names or aliases of modules that should be there before it
 */
public record KernelModule(String name, String path, List<String> hard, List<String> soft) {
    public KernelModule {
        hard = List.copyOf(hard);
        soft = List.copyOf(soft);
    }

    /** Where the module is in the ramdisk: uncompressed, for the whole ramdisk is compressed better than its parts. */
    public String plainPath() {
        return path.substring(0, path.lastIndexOf(".ko") + 3);
    }

    /** {@code kernel/drivers/usb/storage/usb-storage.ko.xz} and {@code usb-storage} are both {@code usb_storage}. */
    static String canonical(String pathOrName) {
        String name = pathOrName.substring(pathOrName.lastIndexOf('/') + 1);
        int suffix = name.indexOf(".ko");
        return (suffix < 0 ? name : name.substring(0, suffix)).replace('-', '_');
    }
}
