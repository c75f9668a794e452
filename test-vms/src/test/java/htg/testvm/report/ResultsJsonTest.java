package htg.testvm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsJsonTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsBackWhatItWrote() throws Exception {
        RunRecord run = everything();
        Files.writeString(folder.resolve("results.json"), document(run));
        assertThat(ResultsJson.read(folder)).isEqualTo(run);
        assertThat(ResultsJson.read(folder.resolve("results.json"))).isEqualTo(run);
        assertThat(document(ResultsJson.read(folder))).isEqualTo(document(run));
    }

    @Test
    void readsDocumentsFromBeforeThereWereEarlierBoots() throws Exception {
        RunRecord run = Runs.run(Runs.passed("bios/nvme"));
        String old = document(run).replaceFirst("\"earlierBoots\" : \\[ *],", "");
        assertThat(old).doesNotContain("earlierBoots");
        assertThat(problems(old)).isEmpty();
        Files.writeString(folder.resolve("results.json"), old);
        assertThat(ResultsJson.read(folder)).isEqualTo(run);
    }

    @Test
    void keepsTheOrderOfTheAxes() throws Exception {
        Files.writeString(folder.resolve("results.json"), document(Runs.run(Runs.passed("uefi/nvme/none"))));
        assertThat(ResultsJson.read(folder).cells().get(0).values().keySet())
                .containsExactly("firmware", "bus", "fault");
    }

    @Test
    void everyDocumentKeepsToTheSchema() {
        RunRecord run = everything();
        RunRecord before = Runs.run(
                Instant.parse("2026-01-01T00:00:00Z"),
                Runs.hung("bios/usb-xhci"),
                Runs.passed("bios/nvme", 50_000),
                Runs.passed("gone/gone"));
        assertThat(problems(document(run))).isEmpty();
        assertThat(problems(ResultsJson.document(run, Optional.of(Comparison.of(before, run)))))
                .isEmpty();
        assertThat(problems(document(Runs.shard(Runs.run(), "1/2")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "htg-test-results-2, htg-test-results-1",
        "\"verdict\" : \"flaky\", \"verdict\" : \"odd\"",
        "\"status\" : \"fail\", \"status\" : \"broke\"",
        "\"seconds\" : 754.321, \"seconds\" : -1",
        "\"folder\" : \"bios-usb-xhci\", \"folder\" : \"/bios\"",
        "\"unaligned\" : 3, \"unaligned\" : -3",
        "\"32256\" : 3, \"32K\" : 3",
    })
    void theSchemaRefusesOtherValues(String right, String wrong) {
        String document = document(everything());
        assertThat(document).contains(right);
        assertThat(problems(document.replace(right, wrong))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"code\":\"environment\",\"status\":3,\"message\":\"No space\",\"hint\":\"\"}', true",
        "'{\"code\":\"environment\",\"status\":3,\"message\":\"No space\"}', false",
        "'{\"code\":\"environment\",\"status\":\"3\",\"message\":\"No space\",\"hint\":\"\"}', false",
        "No space, false",
    })
    void theSchemaHasTheErrorThatIsPrintedWithTheResults(String error, boolean right) {
        String quoted = error.startsWith("{") ? error : "\"" + error + "\"";
        String printed =
                document(everything()).replaceFirst("\\{", "{\"error\": " + Matcher.quoteReplacement(quoted) + ",");
        assertThat(problems(printed).isEmpty()).isEqualTo(right);
    }

    @Test
    void saysInShortHowTheRunWent() {
        JsonNode document = new JsonMapper().readTree(document(everything()));
        assertThat(document.path("format").asString("")).isEqualTo("htg-test-results-2");
        assertThat(document.path("passed").asBoolean(true)).isFalse();
        assertThat(document.path("counts").toString())
                .isEqualTo("{\"passed\":1,\"failed\":3,\"flaky\":1,\"expected\":1,\"not-run\":1}");
        assertThat(document.path("cells").path(0).path("timeline").path(0).toString())
                .isEqualTo("{\"landmark\":\"firmware\",\"status\":\"ok\",\"seconds\":5.2,\"detail\":\"\"}");
        assertThat(document.path("cells")
                        .path(0)
                        .path("firmwareReads")
                        .path("load")
                        .toString())
                .isEqualTo("{\"count\":4,\"bytes\":97280,\"callsPerMebibyte\":43.12,\"unaligned\":3,"
                        + "\"sizes\":{\"512\":1,\"32256\":3}}");
        assertThat(document.path("cells").path(1).has("firmwareReads")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "htg-test-results-2, htg-test-results-1, its format is htg-test-results-1",
        "\"matrix\" : \"usual\", \"x\" : 1, 'matrix' is missing",
        "\"verdict\" : \"flaky\", \"verdict\" : \"odd\", 'odd' means nothing there",
        "\"seconds\" : 754.321, \"seconds\" : -1, a time is not negative",
        "\"seconds\" : 754.321, \"seconds\" : 1e999999999, number of seconds",
        "\"folder\" : \"bios-usb-xhci\", \"folder\" : \"../../etc\", '../../etc' is no path inside a report",
        "\"cell\" : \"bios/nvme\", \"cell\" : \"bios/usb-xhci\", is there twice",
        "2026-03-01T10, yesterday, is no time",
        "\"unaligned\" : 3, \"unaligned\" : 30, 30 of 4 reads cannot be unaligned",
        "{, [, it is no JSON",
    })
    void refusesWhatIsNoResultAndSaysWhy(String right, String wrong, String reason) throws Exception {
        Path file = folder.resolve("results.json");
        Files.writeString(file, document(everything()).replaceFirst(java.util.regex.Pattern.quote(right), wrong));
        assertThatThrownBy(() -> ResultsJson.read(folder))
                .isInstanceOfSatisfying(
                        HtgException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAFileThatIsNotThereOrNoText() throws Exception {
        assertThatThrownBy(() -> ResultsJson.read(folder)).hasMessageContaining("no such file");
        Files.write(folder.resolve("results.json"), new byte[] {(byte) 0xFF, 0});
        assertThatThrownBy(() -> ResultsJson.read(folder)).isInstanceOf(HtgException.class);
    }

    @Test
    void isValidUtf8WhateverAGuestSays() {
        String document = document(Runs.run(Runs.saying("bios/nvme", Runs.HOSTILE)));
        assertThat(new String(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(document)
                .doesNotContain("\u001b", "\u202e", "\\u0000", "\\u001B");
    }

    private static RunRecord everything() {
        return Runs.run(
                Runs.counted(Runs.passed("bios/usb-xhci")),
                Runs.checkFailed("bios/nvme"),
                Runs.hung("uefi/nvme"),
                Runs.flaky("uefi/usb-xhci"),
                Runs.expectedFailure("uefi/usb-xhci/no-pool"),
                Runs.notRun("uefi-sb/nvme"),
                Runs.saying("uefi-sb/ide", "Grüße \ud83d\ude00 \"quoted\" \\ <b> \r\nsecond line"));
    }

    private static String document(RunRecord run) {
        return ResultsJson.document(run, Optional.empty());
    }

    private static List<Error> problems(String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ResultsJson.schema())
                .validate(new JsonMapper().readTree(document));
    }
}
