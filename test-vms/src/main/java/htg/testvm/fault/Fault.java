package htg.testvm.fault;

import htg.testvm.block.LargeReads;
import htg.testvm.block.LatencyModel;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One thing that is wrong in a cell. By itself it changes nothing: each kind overrides what it touches. */
public sealed interface Fault permits DamagedMedium, Interruption, Surrounding, WithoutModule {
    /** Why it cannot happen there; empty when it can. */
    default Optional<String> obstacle(Firmware firmware, Bus bus) {
        return Optional.empty();
    }

    /** The machine that has this fault. */
    default Machine on(Machine machine) {
        return machine;
    }

    /** The medium that has this fault, if {@code map} is its image. */
    default Medium on(Medium medium, Place.Map map) {
        return medium;
    }

    /** The start that has this fault. */
    default Launch on(Launch launch) {
        return launch;
    }

    /** How large the medium is that ought to have {@code size} bytes. */
    default long mediumSize(long size, Place.Map map) {
        return size;
    }

    /** What is written over the medium. */
    default List<Patch> patches(Contents image) throws IOException {
        return List.of();
    }

    /** What is done to the machine while it runs. */
    default List<Reaction> reactions() {
        return List.of();
    }

    /** Landmark at which the power fails, in the form {@code switch ok}; the machine is then started once more. */
    default Optional<String> powerCut() {
        return Optional.empty();
    }

    /** Name of a kernel module that the ramdisk lacks. */
    default Optional<String> missingModule() {
        return Optional.empty();
    }

    /** How slowly the medium answers; empty for no delay. */
    default Optional<LatencyModel> latency() {
        return Optional.empty();
    }

    /** Which reads its BIOS cannot do; empty for one that can do all. */
    default Optional<LargeReads> largeReads() {
        return Optional.empty();
    }

    /** How many requests of a boot's write log are done on the medium before this one; empty for an untouched image. */
    default OptionalLong loggedRequests() {
        return OptionalLong.empty();
    }
}
