package htg.testvm.run;

import htg.testvm.block.BlockSource;
import htg.testvm.block.ImageSource;
import htg.testvm.block.LatencyModel;
import htg.testvm.block.NbdServer;
import htg.testvm.block.SlowSource;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What stands between a slow medium and the image: nothing, for one that is not slow. */
final class MediumServer implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Optional<NbdServer> server;

    private MediumServer(Optional<LatencyModel> latency, StickImage image, Path folder) {
        this.server = latency.map(model -> serve(model, image, folder));
    }

    /** Starts what the cell's fault needs; its socket is in {@code folder}. */
    static MediumServer of(PreparedCell cell, StickImage image, Path folder) {
        return new MediumServer(cell.fault().latency().map(LatencyModel::parse), image, folder);
    }

    private NbdServer serve(LatencyModel model, StickImage image, Path folder) {
        BlockSource whole = keep(ImageSource.open(image.path()));
        return keep(NbdServer.serve(folder.resolve("medium"), keep(new SlowSource(whole, model))));
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** The disk, over this server if there is one. */
    DiskPlan below(DiskPlan disk) {
        return server.map(nbd -> disk.withBacking(nbd.uri())).orElse(disk);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception alreadyGone) {
            // The machine is off: nobody reads from it any more.
        }
    }
}
