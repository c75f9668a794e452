package htg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultWriterTest {
    private static final ErrorReport FAILURE = ErrorReport.usage("It broke", "Mend it.");

    private static final String MEMBER =
            "\"error\":{\"code\":\"usage\",\"status\":2,\"message\":\"It broke\",\"hint\":\"Mend it.\"}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aFailureDoesNotTakeWholeResultsAlong() {
        String results = "{\n  \"cells\" : [ { \"reason\" : \"} or \\\" or \\\\\" } ]\n}\n";
        assertThat(failing(results))
                .isEqualTo("{\n  \"cells\" : [ { \"reason\" : \"} or \\\" or \\\\\" } ],\n  " + MEMBER + "\n}\n");
        assertThat(failing("{}")).isEqualTo("{\n  " + MEMBER + "\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\": {}",
                "{\"a\": \"}",
                "{\"a\": \"\\\"}",
                "{\"a\": \"\\",
                "{} {",
                "[{}]",
                "a table {}",
            })
    void whatIsNoWholeObjectGivesWayToTheFailure(String held) {
        assertThat(failing(held)).isEqualTo("{" + MEMBER + "}\n");
    }

    private String failing(String held) {
        out.reset();
        ResultWriter result = new ResultWriter(out);
        result.holdBack();
        result.writer().print(held);
        result.fail(FAILURE);
        assertThat(result.finish()).isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }
}
