package htg.common.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final DocumentType MENU =
            DocumentType.of("menu", DocumentTest.class, "menu.schema.json", "Ask the cook.");

    @Test
    void keepsTypesAndPlaces() {
        Document document = Document.parse(MENU, "m.yaml", "soup: no\nprice: 010\nguests:\n  - ann\n  - bob\n");
        assertThat(document.root().get("soup").asString()).isEqualTo("no");
        assertThat(document.root().get("price").asInt()).isEqualTo(10);
        assertThat(document.placeOf("/guests/1")).hasToString("m.yaml:5:5");
        assertThat(document.placeOf("/guests/1/unknown")).hasToString("m.yaml:5:5");
        assertThat(problems(document)).isEmpty();
    }

    @Test
    void wordsWhatTheSchemaFinds() {
        assertThat(problems("price: [1]\nsize: huge\nguests: [ann, B0B]\nsoup: Pea Soup\ncolour: red"))
                .containsExactly(
                        "m.yaml:1:1: price is [1], but wants string or integer",
                        "m.yaml:2:1: size is \"huge\"; possible are small, large",
                        "m.yaml:3:15: guests.1 cannot be \"B0B\" (a first name)",
                        "m.yaml:4:1: soup cannot be \"Pea Soup\" (one word)",
                        "m.yaml:5:1: unknown key 'colour'; known are soup, price, size, wine, guests");
        assertThat(problems("wine: red"))
                .containsExactly(
                        "m.yaml:1:1: the menu: 'soup' is missing", "m.yaml:1:1: the menu: 'wine' needs 'price'");
    }

    @Test
    void wordsWhatIsWrongWithTheText() {
        assertThat(problems("soup: a\nsoup: b"))
                .containsExactly("m.yaml:2:1: the key 'soup' stands here a second time");
        assertThat(problems("- soup")).contains("m.yaml:1:1: a menu is a list of 'key: value' lines");
        assertThatThrownBy(() -> Document.parse(MENU, "m.yaml", "soup: [a\nb: c"))
                .isInstanceOf(HtgException.class)
                .hasMessageStartingWith("The menu has a problem:\n  m.yaml:2:")
                .hasMessageContaining("this is not YAML");
    }

    @Test
    void oneErrorHoldsAllProblemsInOrderAndOnce() {
        Problem late = new Problem(new Place("m.yaml", 10, 1), "b");
        Problem early = new Problem(new Place("m.yaml", 9, 2), "a");
        HtgException error = MENU.error(List.of(late, early, late));
        assertThat(error).hasMessage("The menu has problems:\n  m.yaml:9:2: a\n  m.yaml:10:1: b");
        assertThat(error.code()).isEqualTo(ExitCode.USAGE);
        assertThat(error.hint()).isEqualTo("Ask the cook.");
    }

    private static List<String> problems(String text) {
        return problems(Document.parse(MENU, "m.yaml", text));
    }

    private static List<String> problems(Document document) {
        return Stream.concat(document.problems().stream(), MENU.check(document).stream())
                .sorted()
                .map(Problem::toString)
                .toList();
    }
}
