package htg.testvm.run;

import htg.common.HtgException;
import htg.testvm.block.BlockSource;
import htg.testvm.block.DyingSource;
import htg.testvm.block.FirmwarePhase;
import htg.testvm.block.ImageSource;
import htg.testvm.block.LargeReads;
import htg.testvm.block.LimitedSource;
import htg.testvm.block.LoggedPrefix;
import htg.testvm.block.LoggedSource;
import htg.testvm.block.NbdServer;
import htg.testvm.block.ReadLog;
import htg.testvm.block.SlowSource;
import htg.testvm.block.WriteLog;
import htg.testvm.boot.Boot;
import htg.testvm.boot.Outcome;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.StickLandmarks;
import htg.testvm.fault.Condition;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.reads.BootRequests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands between a disk that is slow, limited, logged, or was written before, and the image: nothing, for any other.
 */
final class MediumServer implements AutoCloseable {
    /** Longer than it takes to find a stick, and not so long that the machine waits for it in vain when it goes off. */
    private static final Duration DYING = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final FirmwarePhase phase = new FirmwarePhase();
    private final ReadLog reads = new ReadLog();
    private Optional<NbdServer> server = Optional.empty();
    private Optional<NbdServer> dying = Optional.empty();

    private MediumServer() {}

    /** Starts what the cell's fault needs; its socket is in {@code folder}. */
    static MediumServer of(PreparedCell cell, Path folder) {
        MediumServer medium = new MediumServer();
        try {
            medium.server = medium.source(cell).map(source -> medium.serve(source, folder.resolve("medium")));
            medium.dying = medium.dying(cell).map(source -> medium.serve(source, folder.resolve("dying")));
            return medium;
        } catch (RuntimeException failure) {
            medium.close();
            throw failure;
        }
    }

    private Optional<BlockSource> source(PreparedCell cell) {
        Optional<BlockSource> faulty = faulty(cell);
        return cell.logsRequests()
                ? Optional.of(keep(new LoggedSource(faulty.orElseGet(() -> image(cell)), reads)))
                : faulty;
    }

    private Optional<BlockSource> faulty(PreparedCell cell) {
        OptionalLong requests = cell.fault().loggedRequests();
        if (requests.isPresent()) {
            return Optional.of(written(cell, requests.getAsLong()));
        }
        Optional<BlockSource> slow =
                cell.fault().latency().map(model -> keep(new SlowSource(image(cell), model, phase)));
        return slow.or(() -> cell.fault().largeReads().map(limit -> limited(cell, limit)));
    }

    private BlockSource limited(PreparedCell cell, LargeReads limit) {
        return keep(new LimitedSource(image(cell), limit, cell.bootPartition(), phase));
    }

    private BlockSource image(PreparedCell cell) {
        return keep(ImageSource.open(cell.image().path()));
    }

    /** As large as the guest's medium was: it also wrote behind the image's end. */
    private BlockSource written(PreparedCell cell, long requests) {
        BlockSource image =
                keep(ImageSource.open(cell.image().path(), cell.stick().size()));
        if (requests == 0) {
            return image;
        }
        LoggedPrefix prefix = keep(new LoggedPrefix(image, keep(WriteLog.open(cell.writeLog()))));
        prefix.moveTo(requests);
        return prefix;
    }

    private Optional<BlockSource> dying(PreparedCell cell) {
        return cell.cell().neighbour().condition() == Condition.DYING
                ? Optional.of(new DyingSource(cell.image().size(), DYING))
                : Optional.empty();
    }

    private NbdServer serve(BlockSource source, Path socket) {
        return keep(NbdServer.serve(socket, source));
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** The disk, over this server if there is one. */
    DiskPlan below(DiskPlan disk) {
        return server.map(nbd -> disk.withBacking(nbd.uri())).orElse(disk);
    }

    /** The neighbouring disk, over its own server if it is dying. */
    DiskPlan belowNeighbour(DiskPlan disk) {
        return dying.map(nbd -> disk.withBacking(nbd.uri())).orElse(disk);
    }

    /** The machine is about to be switched on. */
    void poweredOn() {
        phase.begin();
    }

    /** Lets no BIOS spoil or slow down what is read once the kernel starts. */
    void passed(Landmark landmark) {
        if (StickLandmarks.startsKernel(landmark)) {
            phase.end();
        }
    }

    /** What a machine has read since it was switched on. */
    BootRequests requests(Boot boot) {
        long powerOn = System.nanoTime() - boot.elapsed().toNanos();
        return BootRequests.of(reads.since(powerOn), boot.events());
    }

    /** What a boot comes to on this medium: where the host could not read it, nothing else that happened proves anything. */
    Outcome onThisMedium(Outcome outcome) {
        return server.flatMap(NbdServer::firstFailure)
                .<Outcome>map(failure -> new Outcome.Broken(
                        Outcome.Cause.HOST,
                        Judge.HOST,
                        "the host could not read the medium: " + HtgException.reason(failure)))
                .orElse(outcome);
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
