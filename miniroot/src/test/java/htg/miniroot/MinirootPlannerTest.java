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
        new FakeKernel(tree).module("btrfs");
        MinirootPlanner planner = new MinirootPlanner(List.of());
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> planner.plan(KernelTree.in(tree), tree.resolve("none")))
                .withMessage("There is no busybox at " + tree.resolve("none"));
    }

    @Test
    void wantsExactlyOneKernel() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> KernelTree.in(tree))
                .withMessageContaining("There is no kernel");
    }

    private MinirootPlan plan() throws IOException {
        if (!Files.exists(tree.resolve("busybox"))) {
            Files.writeString(tree.resolve("busybox"), "all of it");
            new FakeKernel(tree).module("btrfs").alias("fs-btrfs", "btrfs");
        }
        return new MinirootPlanner(List.of(DriverList.parse(DriverRole.POOL, "btrfs")))
                .plan(KernelTree.in(tree), tree.resolve("busybox"));
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
