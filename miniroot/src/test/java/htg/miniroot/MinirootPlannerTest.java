package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinirootPlannerTest {
    private static final String MODULES = "lib/modules/" + FakeKernel.VERSION + "/";

    @TempDir
    Path tree = Path.of("");

    @Test
    void holdsTheTrampolineWhereTheKernelLooksForIt() throws IOException {
        MinirootPlan plan = plan();
        assertThat(file(plan, "init").mode()).isEqualTo(0755);
        assertThat(file(plan, "init").content().text()).startsWith("#!/bin/sh");
        assertThat(file(plan, "htg/stages/30-discover-pool").content().size()).isPositive();
        assertThat(file(plan, "etc/modprobe.d/htg.conf").content().text()).contains("delay_use=0");
        assertThat(file(plan, "htg/modules/pool").content().text()).isEqualTo("btrfs\n");
    }

    @Test
    void unpacksModules() throws IOException {
        assertThat(file(plan(), MODULES + "kernel/btrfs.ko").content().text()).isEqualTo("code of kernel/btrfs.ko.xz");
    }

    @Test
    void listsEachFolderBeforeWhatItHolds() throws IOException {
        Set<String> folders = new HashSet<>(Set.of(""));
        for (MinirootEntry entry : plan().entries()) {
            assertThat(folders).contains(parent(entry.path()));
            if (entry instanceof Folder) {
                folders.add(entry.path());
            }
        }
    }

    @Test
    void isTheSamePlanTheSecondTime() throws IOException {
        assertThat(plan()).isEqualTo(plan());
    }

    @Test
    void saysThatBusyboxIsMissing() {
        KernelTree kernel = new FakeKernel(tree).module("btrfs").kernel();
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(
                        () -> new MinirootSources(kernel, PoolType.BTRFS, tree.resolve("none"), List.of(), List.of()))
                .withMessage("There is no busybox at " + tree.resolve("none"));
    }

    @Test
    void wantsExactlyOneKernel() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> KernelTree.in(tree))
                .withMessageContaining("There is no kernel");
    }

    @Test
    void eachTierHoldsItsOwnAndTheFoldersAroundIt() throws IOException {
        MinirootPlan buses = plans().get(1);
        assertThat(buses.tier()).isEqualTo(Tier.BUSES);
        assertThat(buses.entries())
                .extracting(MinirootEntry::path)
                .containsExactly(
                        "htg",
                        "htg/tiers",
                        "htg/tiers/buses",
                        "lib",
                        "lib/modules",
                        "lib/modules/" + FakeKernel.VERSION,
                        MODULES + "kernel",
                        MODULES + "kernel/nvme.ko");
        assertThat(file(plan(), "htg/modules/tiers").content().text()).isEqualTo("nvme buses\n");
        assertThat(plans().get(2).entries())
                .extracting(MinirootEntry::path)
                .containsExactly("htg", "htg/tiers", "htg/tiers/rescue", "usr", "usr/bin", "usr/bin/tool");
    }

    @Test
    void theImporterIsInTheCore() throws IOException {
        assertThat(file(plan(), "etc/hostid").content().size()).isEqualTo(4);
        assertThat(plan().features())
                .extracting(Feature::name)
                .containsExactly("busybox", "trampoline", "module tables", "importer", "pool/btrfs");
        assertThat(plan().contentSize().bytes())
                .isEqualTo(plan().features().stream()
                        .mapToLong(feature -> feature.contentSize().bytes())
                        .sum())
                .isPositive();
    }

    private MinirootPlan plan() throws IOException {
        return plans().get(0);
    }

    private List<MinirootPlan> plans() throws IOException {
        if (!Files.exists(tree.resolve("busybox"))) {
            Files.writeString(tree.resolve("busybox"), "all of it");
            new FakeKernel(tree).module("btrfs").alias("fs-btrfs", "btrfs").module("nvme");
        }
        return new MinirootPlanner(List.of(
                        DriverList.parse(DriverRole.POOL, "btrfs", "btrfs"),
                        DriverList.parse(DriverRole.BUSES, "nvme", "nvme")))
                .plan(new MinirootSources(
                        KernelTree.in(tree),
                        PoolType.BTRFS,
                        tree.resolve("busybox"),
                        List.of(new RegularFile("etc/hostid", 0644, FileContent.of(new byte[4]))),
                        List.of(new RegularFile("usr/bin/tool", 0755, FileContent.of("code")))));
    }

    private static RegularFile file(MinirootPlan plan, String path) {
        return plan.entries().stream()
                .filter(entry -> entry.path().equals(path))
                .map(RegularFile.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(path));
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
