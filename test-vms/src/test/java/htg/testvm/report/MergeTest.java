package htg.testvm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
    private static final RunRecord FIRST =
            Runs.shard(Runs.run(Runs.passed("bios/nvme"), Runs.hung("uefi/nvme")), "1/2");
    private static final RunRecord SECOND = Runs.shard(Runs.run(Runs.checkFailed("bios/ide")), "2/2");

    @TempDir
    Path folder = Path.of("");

    @Test
    void makesOneRunOfShards() throws Exception {
        RunRecord merged = Merge.of(List.of(report("one", FIRST), report("two", SECOND)));
        assertThat(merged.cells()).extracting(CellRecord::name).containsExactly("bios/nvme", "uefi/nvme", "bios/ide");
        assertThat(merged.shard()).isEmpty();
        assertThat(merged.matrix()).isEqualTo("usual");
        assertThat(merged.image()).isEqualTo(FIRST.image());
    }

    @Test
    void saysWhichShardIsMissing() throws Exception {
        Path only = report("one", Runs.shard(FIRST, "2/3"));
        assertThat(Merge.of(List.of(only)).matrix()).isEqualTo("usual (without shard 1/3, 3/3)");
    }

    @Test
    void bringsTheCellsFoldersOverAndTheReportCanBeMerged() throws Exception {
        List<Path> reports = List.of(report("one", FIRST), report("two", SECOND));
        Path target = folder.resolve("merged");
        Files.createDirectories(target.resolve("bios-nvme"));
        Files.writeString(target.resolve("bios-nvme/stale"), "");
        Report.write(target, Merge.into(target, reports), Optional.empty());
        assertThat(target.resolve("bios-nvme/serial.log"))
                .hasSameBinaryContentAs(folder.resolve("one/bios-nvme/serial.log"));
        assertThat(target.resolve("bios-ide/screenshot.png")).exists();
        assertThat(target.resolve("bios-nvme/stale")).doesNotExist();
        assertThat(Merge.of(List.of(target)).cells()).hasSize(3);
    }

    @Test
    void canMergeIntoOneOfTheReports() throws Exception {
        Path one = report("one", FIRST);
        Merge.into(one, List.of(one, report("two", SECOND)));
        assertThat(one.resolve("bios-nvme/serial.log")).exists();
        assertThat(one.resolve("bios-ide/serial.log")).exists();
    }

    @Test
    void followsNoLinkOutOfAReport() throws Exception {
        Path one = report("one", FIRST);
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(one.resolve("bios-nvme/evil.log"), secret);
        Merge.into(folder.resolve("merged"), List.of(one));
        assertThat(folder.resolve("merged/bios-nvme/evil.log")).doesNotExist();
    }

    @Test
    void refusesDifferentImages() throws Exception {
        Path one = report("one", FIRST);
        Path other = report("two", Runs.about(SECOND, Runs.image('b')));
        assertThatThrownBy(() -> Merge.of(List.of(one, other)))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("different images: 1610612736 bytes, sha256 aaa");
        Path smaller = report("three", Runs.about(SECOND, new ImageRecord("x", 1, Optional.empty())));
        assertThatThrownBy(() -> Merge.of(List.of(one, smaller))).hasMessageContaining("and 1 bytes");
    }

    @Test
    void takesAnImageOfTheSameSizeWithoutADigestForTheSame() throws Exception {
        ImageRecord undigested = new ImageRecord("elsewhere.img", FIRST.image().bytes(), Optional.empty());
        Path one = report("one", Runs.about(FIRST, undigested));
        RunRecord merged = Merge.of(List.of(one, report("two", SECOND)));
        assertThat(merged.image().sha256()).isEqualTo(SECOND.image().sha256());
    }

    @Test
    void refusesACellThatIsThereTwice() throws Exception {
        Path one = report("one", FIRST);
        assertThatThrownBy(() -> Merge.of(List.of(one, one)))
                .isInstanceOf(HtgException.class)
                .hasMessage("Cell bios/nvme is both in " + one + " and in " + one);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> Merge.of(List.of())).hasMessage("There is nothing to merge");
    }

    private Path report(String name, RunRecord run) throws Exception {
        Path report = Files.createDirectories(folder.resolve(name));
        for (CellRecord cell : run.cells()) {
            Runs.leaveFolder(report, cell);
        }
        Files.writeString(report.resolve("results.json"), ResultsJson.document(run, Optional.empty()));
        return report;
    }
}
