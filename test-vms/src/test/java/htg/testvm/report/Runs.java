package htg.testvm.report;

import htg.testvm.reads.FirmwareReads;
import htg.testvm.reads.ReadTotals;
import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.EarlierBootRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.VerdictRecord;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Records of runs as they happen, and folders as runs leave them. */
public final class Runs {
    /** What a guest would write to take over the page that shows it. */
    public static final String HOSTILE =
            "</script></pre><img src=\"http://evil.example/x\" onerror=\"alert(1)\"/>'[=1] ${1} \u001b[31mred\u001b[0m"
                    + " \u0000\u0001\u009b \ud800 \u202eright-to-left ]]>";

    private Runs() {}

    public static RunRecord run(CellRecord... cells) {
        return run(Instant.parse("2026-03-01T10:00:00.250Z"), cells);
    }

    public static RunRecord run(Instant started, CellRecord... cells) {
        return new RunRecord(
                "0.2.0",
                image('a'),
                "tcg",
                "usual",
                Optional.empty(),
                started,
                Duration.ofMillis(754_321),
                List.of(cells));
    }

    public static ImageRecord image(char digit) {
        return new ImageRecord(
                "out/htg.img",
                1_610_612_736L,
                Optional.of(Character.toString(digit).repeat(64)));
    }

    public static RunRecord shard(RunRecord run, String shard) {
        return new RunRecord(
                run.version(),
                run.image(),
                run.accelerator(),
                run.matrix(),
                Optional.of(shard),
                run.started(),
                run.elapsed(),
                run.cells());
    }

    public static RunRecord about(RunRecord run, ImageRecord image) {
        return new RunRecord(
                run.version(),
                image,
                run.accelerator(),
                run.matrix(),
                run.shard(),
                run.started(),
                run.elapsed(),
                run.cells());
    }

    /** A boot that came through; {@code slow} milliseconds are lost in the kernel. */
    public static CellRecord passed(String name, long slow) {
        return cell(name, VerdictRecord.passed(), "boots to power-off", timeline(slow), goodChecks(), slow);
    }

    public static CellRecord passed(String name) {
        return passed(name, 0);
    }

    public static CellRecord checkFailed(String name) {
        List<CheckRecord> checks = new ArrayList<>(goodChecks());
        checks.add(new CheckRecord(
                "root-pool-grown",
                CheckRecord.Result.FAILED,
                "not grown: medium 2457862144, pool 1258291200 bytes",
                "NAME   MAJ:MIN RM       SIZE\nsda      8:0    0 2457862144\n"));
        checks.add(new CheckRecord("nested-kvm", CheckRecord.Result.NO_RESULT, "", ""));
        String reason = "checks failed: root-pool-grown (not grown), nested-kvm (gave no result)";
        return cell(
                name,
                VerdictRecord.failed(reason, Optional.of("checks")),
                "boots to power-off",
                timeline(0),
                checks,
                0);
    }

    public static CellRecord withChecks(CellRecord cell, CheckRecord... checks) {
        return cell(cell.name(), cell.verdict(), cell.expected(), cell.timeline(), List.of(checks), 0);
    }

    public static CellRecord hung(String name) {
        return cell(
                name,
                VerdictRecord.failed(
                        "hangs: no landmark 'import' within 60 s; last landmark: discover ok", Optional.of("import")),
                "boots to power-off",
                timeline(0).subList(0, 6),
                List.of(),
                -90_000);
    }

    public static CellRecord expectedFailure(String name) {
        List<LandmarkRecord> timeline = new ArrayList<>(timeline(0).subList(0, 5));
        timeline.add(new LandmarkRecord(Duration.ofSeconds(31), "discover", "fail", "no pool 1111-2222"));
        return cell(name, VerdictRecord.passed(), "stops at discover: no pool", timeline, List.of(), -150_000);
    }

    public static CellRecord flaky(String name) {
        return after(
                passed(name),
                new VerdictRecord(VerdictRecord.Kind.FLAKY, "passed at attempt 2", Optional.empty()),
                List.of(),
                List.of(new AttemptRecord(
                        VerdictRecord.Kind.FAILED, "the kernel panicked", Duration.ofMillis(12_345))));
    }

    /** The power was cut in its first boot. */
    public static CellRecord cutOff(String name) {
        return cutOff(passed(name));
    }

    /** The same cell with a boot before. */
    public static CellRecord cutOff(CellRecord cell) {
        EarlierBootRecord first = new EarlierBootRecord(
                "the power was cut at discover ok",
                Duration.ofMillis(27_900),
                timeline(0).subList(0, 6),
                List.of(
                        new PictureRecord("grub ok", "screen-01-grub-ok.png"),
                        new PictureRecord("end", "screenshot.png")),
                cell.folder() + "/before-power-cut");
        return after(cell, cell.verdict(), List.of(first), List.of());
    }

    /** The same cell with its firmware's reads counted. */
    public static CellRecord counted(CellRecord cell) {
        ReadTotals load = new ReadTotals(3, new TreeMap<>(Map.of(512L, 1L, 32_256L, 3L)));
        ReadTotals all = new ReadTotals(5, new TreeMap<>(Map.of(512L, 7L, 32_256L, 3L, 65_024L, 1L)));
        return after(
                cell, cell.verdict(), cell.earlierBoots(), cell.attempts(), Optional.of(new FirmwareReads(all, load)));
    }

    private static CellRecord after(
            CellRecord cell, VerdictRecord verdict, List<EarlierBootRecord> boots, List<AttemptRecord> attempts) {
        return after(cell, verdict, boots, attempts, cell.firmwareReads());
    }

    private static CellRecord after(
            CellRecord cell,
            VerdictRecord verdict,
            List<EarlierBootRecord> boots,
            List<AttemptRecord> attempts,
            Optional<FirmwareReads> reads) {
        return new CellRecord(
                cell.name(),
                cell.values(),
                verdict,
                cell.expected(),
                cell.elapsed(),
                cell.timeline(),
                cell.checks(),
                cell.pictures(),
                cell.folder(),
                cell.command(),
                boots,
                attempts,
                reads);
    }

    public static CellRecord notRun(String name) {
        return cell(
                name,
                new VerdictRecord(
                        VerdictRecord.Kind.NOT_RUN, "Secure Boot firmware is not installed", Optional.empty()),
                "boots to power-off",
                List.of(),
                List.of(),
                -180_000);
    }

    /** One that says {@code text} wherever it can. */
    public static CellRecord saying(String name, String text) {
        return new CellRecord(
                name + text,
                Map.of("firmware", text, "bus" + text, "b"),
                VerdictRecord.failed(text, Optional.of(text)),
                text,
                Duration.ofSeconds(9),
                List.of(new LandmarkRecord(Duration.ofSeconds(3), "discover", "fail", text)),
                List.of(new CheckRecord(text, CheckRecord.Result.FAILED, text, text)),
                List.of(new PictureRecord(text, "screenshot.png")),
                folder(name),
                text,
                List.of(new EarlierBootRecord(
                        text,
                        Duration.ofSeconds(4),
                        List.of(new LandmarkRecord(Duration.ofSeconds(3), text, "ok", text)),
                        List.of(new PictureRecord(text, "screenshot.png")),
                        folder(name) + "/before-power-cut")),
                List.of(new AttemptRecord(VerdictRecord.Kind.FAILED, text, Duration.ofSeconds(1))),
                Optional.empty());
    }

    public static CellRecord cell(
            String name,
            VerdictRecord verdict,
            String expected,
            List<LandmarkRecord> timeline,
            List<CheckRecord> checks,
            long longer) {
        String[] values = name.split("/", -1);
        Map<String, String> axes = new LinkedHashMap<>();
        String[] names = {"firmware", "bus", "fault"};
        for (int i = 0; i < values.length; i++) {
            axes.put(names[i], values[i]);
        }
        return new CellRecord(
                name,
                axes,
                verdict,
                expected,
                Duration.ofMillis(190_400 + longer),
                timeline,
                checks,
                timeline.isEmpty()
                        ? List.of()
                        : List.of(
                                new PictureRecord("grub", "01-grub.png"),
                                new PictureRecord("kernel", "02-kernel.png"),
                                new PictureRecord("end", "screenshot.png")),
                folder(name),
                "htg test out/htg.img --only " + name,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static String folder(String name) {
        return name.replace('/', '-');
    }

    /** The landmarks of the recorded log, when a machine without KVM passed them. */
    private static List<LandmarkRecord> timeline(long slow) {
        return List.of(
                landmark(5_200, "firmware", "ok", ""),
                landmark(7_900, "grub", "ok", ""),
                landmark(16_400, "kernel", "ok", ""),
                landmark(22_300 + slow, "consoles", "ok", ""),
                landmark(27_100 + slow, "modules", "ok", ""),
                landmark(27_800 + slow, "discover", "ok", "/dev/sda3"),
                landmark(27_950 + slow, "import", "ok", ""),
                landmark(28_000 + slow, "switch", "start", ""),
                landmark(40_700 + slow, "base", "start", ""),
                landmark(81_000 + slow, "multi-user", "ok", ""),
                landmark(83_000 + slow, "checks", "start", ""),
                landmark(175_000 + slow, "checks", "ok", "9"),
                landmark(188_900 + slow, "power-off", "ok", ""));
    }

    private static LandmarkRecord landmark(long at, String name, String status, String detail) {
        return new LandmarkRecord(Duration.ofMillis(at), name, status, detail);
    }

    private static List<CheckRecord> goodChecks() {
        return List.of(
                new CheckRecord("multi-user-target", CheckRecord.Result.PASSED, "up for 74.61 s", ""),
                new CheckRecord("memory-idle", CheckRecord.Result.PASSED, "245 MB used", ""),
                new CheckRecord("libvirt", CheckRecord.Result.PASSED, "libvirt 11.3.0 QEMU 10.0.13", ""));
    }

    /** Makes the cell's folder as a run leaves it: recorded logs, pictures, the script. */
    public static void leaveFolder(Path report, CellRecord cell) throws IOException {
        Path folder = Files.createDirectories(report.resolve(cell.folder()));
        leaveBoot(folder, cell.pictures());
        Files.writeString(folder.resolve("reproduce.sh"), "#!/bin/sh\nqemu-system-x86_64 -machine q35 \\\n  -m 2048\n");
        for (EarlierBootRecord boot : cell.earlierBoots()) {
            leaveBoot(Files.createDirectories(report.resolve(boot.folder())), boot.pictures());
        }
    }

    private static void leaveBoot(Path folder, List<PictureRecord> pictures) throws IOException {
        recorded("uefi-usb-xhci.log", folder.resolve("serial.log"));
        recorded("seabios.log", folder.resolve("firmware.log"));
        for (PictureRecord picture : pictures) {
            screen(folder.resolve(picture.file()), picture.landmark());
        }
    }

    private static void recorded(String name, Path file) throws IOException {
        try (InputStream log =
                Objects.requireNonNull(Runs.class.getResourceAsStream("/htg/testvm/console/" + name), name)) {
            Files.write(file, log.readAllBytes());
        }
    }

    /** A picture of a screen with some text on it. */
    public static void screen(Path file, String text) throws IOException {
        BufferedImage image = new BufferedImage(720, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int line = 0; line < text.length(); line++) {
            graphics.setColor(new Color(0x60 + text.charAt(line) % 0x80, 0xc0, 0xc0));
            graphics.fillRect(20, 20 + 14 * line, 40 + 4 * text.charAt(line), 8);
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
