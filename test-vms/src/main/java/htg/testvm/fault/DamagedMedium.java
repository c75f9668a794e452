package htg.testvm.fault;

import htg.common.DataSize;
import htg.testvm.block.LargeReads;
import htg.testvm.block.LatencyModel;
import htg.testvm.machine.BlockFailure;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Medium;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A fault of the medium itself. */
public sealed interface DamagedMedium extends Fault {
    /** The switch on its side is set: nothing can be written. */
    record ReadOnly() implements DamagedMedium {
        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return bus.readOnlyObstacle();
        }

        @Override
        public Medium on(Medium medium, Place.Map map) {
            return medium.writeProtected();
        }

        @Override
        public String toString() {
            return "read-only";
        }
    }

    /** The image was not written to its end, or the medium is smaller than it says. */
    record Truncated(Place end) implements DamagedMedium {
        private static final long STEP = 1 << 20;

        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return bus == Bus.SDHCI ? Optional.of("the size of an SD card is a power of two") : Optional.empty();
        }

        @Override
        public long mediumSize(long size, Place.Map map) {
            long cut = end.on(map) / STEP * STEP;
            return Math.min(size, Math.max(STEP, cut));
        }

        @Override
        public String toString() {
            return "truncated@" + end;
        }
    }

    /** A sector's worth of bits has flipped. */
    record Flipped(Place where) implements DamagedMedium {
        private static final int LENGTH = 512;

        @Override
        public List<Patch> patches(Contents image) throws IOException {
            long offset = where.on(image);
            byte[] bytes = image.read(offset, LENGTH);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
            return List.of(new Patch("flipped.bin", offset, bytes));
        }

        @Override
        public String toString() {
            return "flipped@" + where;
        }
    }

    /** Part of the medium cannot be read, or nothing can be written there any more. */
    record Failing(BlockFailure.Kind kind, Place where, DataSize length) implements DamagedMedium {
        /** A page: what a kernel reads at least. */
        public static final DataSize USUAL_LENGTH = DataSize.ofKibibytes(4);

        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return kind == BlockFailure.Kind.READ_ERROR || bus.reportsWriteErrors()
                    ? Optional.empty()
                    : Optional.of("QEMU does not tell a guest of failed writes on this bus");
        }

        @Override
        public Medium on(Medium medium, Place.Map map) {
            return medium.failing(new BlockFailure(kind, where.on(map), length.bytes()));
        }

        @Override
        public String toString() {
            String range = length.equals(USUAL_LENGTH) ? "" : "+" + ShortSize.of(length);
            return (kind == BlockFailure.Kind.READ_ERROR ? "eio@" : "enospc@") + where + range;
        }
    }

    /** Each read takes its time; those of the firmware alone, if the model is that of a BIOS. */
    record Slow(LatencyModel model) implements DamagedMedium {
        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return model.firmwareOnly() && firmware == Firmware.DIRECT
                    ? Optional.of("where QEMU starts the kernel, no firmware reads the stick")
                    : Optional.empty();
        }

        @Override
        public Optional<LatencyModel> latency() {
            return Optional.of(model);
        }

        @Override
        public String toString() {
            return "slow@" + model;
        }
    }

    /** The BIOS cannot do large reads. */
    record Limited(LargeReads limit) implements DamagedMedium {
        @Override
        public Optional<String> obstacle(Firmware firmware, Bus bus) {
            return firmware == Firmware.BIOS ? Optional.empty() : Optional.of("this is a fault of a BIOS");
        }

        @Override
        public Medium on(Medium medium, Place.Map map) {
            return medium.thatMayFail();
        }

        @Override
        public Optional<LargeReads> largeReads() {
            return Optional.of(limit);
        }

        @Override
        public String toString() {
            return switch (limit.effect()) {
                        case FAIL -> "fails-above@";
                        case LIE -> "lies-above@";
                    }
                    + limit;
        }
    }
}
