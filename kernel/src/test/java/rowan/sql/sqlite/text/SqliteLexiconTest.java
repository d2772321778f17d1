package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/** How a text of SQLite's is cut into tokens and statements, and how names are written in it. */
class SqliteLexiconTest {

    private final SqliteLexicon lexicon = new SqliteLexicon();

    /** The examples that the extension for JupyterLab is held to as well: a text, and what it is cut into. */
    private static Stream<Arguments> examples(String kind) throws IOException {
        try (InputStream file = SqliteLexiconTest.class.getResourceAsStream("/sql-tokens.json")) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return JsonParser.parseString(json).getAsJsonObject().getAsJsonObject(kind).entrySet().stream()
                    .map(example -> Arguments.of(
                            example.getKey(),
                            example.getValue().getAsJsonArray().asList().stream()
                                    .map(JsonElement::getAsString)
                                    .toList()));
        }
    }

    static Stream<Arguments> tokens() throws IOException {
        return examples("tokens");
    }

    static Stream<Arguments> cuttings() throws IOException {
        return examples("statements");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void tokens_are_those_of_SQLite(String text, List<String> expected) {
        assertThat(lexicon.tokenize(text).stream()
                        .filter(token -> token.kind() != Token.Kind.SPACE)
                        .map(token -> token.kind() + " " + token.text()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void tokens_cover_the_text_without_gaps() {
        String text = "SELECT \uFEFF'a' /* b */, \"c\" FROM [d]; -- e\n🙂";
        int at = 0;
        for (Token token : lexicon.tokenize(text)) {
            assertThat(token.from()).isEqualTo(at);
            assertThat(token.text()).isEqualTo(text.substring(token.from(), token.to()));
            at = token.to();
        }
        assertThat(at).isEqualTo(text.length());
    }

    @ParameterizedTest
    @MethodSource("cuttings")
    void semicolons_in_texts_comments_and_triggers_cut_nothing(String text, List<String> expected) {
        assertThat(lexicon.split(Source.of(text)).stream().map(Statement::text)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE trigger(a)", "CREATE VIEW trigger AS SELECT 1", "CREATE trigger2"})
    void a_name_begins_no_trigger(String named) {
        assertThat(lexicon.isComplete(named + ";")).isTrue();
        assertThat(lexicon.starts(named + ";SELECT 1")).containsExactly(0, named.length() + 1);
    }

    @Test
    void a_statement_knows_where_it_stands() {
        List<Statement> statements = lexicon.split(new Source("SELECT 1;\n\n  SELECT\n 2; SELECT 3", 100, 7));
        assertThat(statements.stream().map(each -> each.source().line())).containsExactly(7, 9, 10);
        assertThat(statements.stream().map(each -> each.source().offset())).containsExactly(100, 113, 124);
        assertThat(statements.get(1).tokens().get(0).from()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT 1; -- and no more",
                "",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u; END;"
            })
    void what_is_complete(String text) {
        assertThat(lexicon.isComplete(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1; SELECT",
                "SELECT ';",
                "/* ;",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u;"
            })
    void what_goes_on(String text) {
        assertThat(lexicon.isComplete(text)).isFalse();
    }

    @Test
    void statements_may_start_behind_semicolons() {
        assertThat(lexicon.starts("SELECT ';'; SELECT 2;")).containsExactly(0, 11, 21);
        assertThat(lexicon.starts("CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; x"))
                .containsExactly(0, 55);
        assertThat(lexicon.lineComments("a -- b\n/* -- */ '--' -- c")).containsExactly(2, 21);
    }

    @Test
    void a_name_has_quotes_where_it_needs_them() {
        assertThat(lexicon.quote("users")).isEqualTo("users");
        assertThat(lexicon.quote("größe")).isEqualTo("größe");
        assertThat(lexicon.quote("order")).isEqualTo("\"order\"");
        assertThat(lexicon.quote("two words")).isEqualTo("\"two words\"");
        assertThat(lexicon.quote("2nd")).isEqualTo("\"2nd\"");
        assertThat(lexicon.quote("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(lexicon.quote("")).isEqualTo("\"\"");
        assertThat(lexicon.literal("it's")).isEqualTo("'it''s'");
    }

    @Test
    void a_quoted_name_stands_for_what_is_in_its_quotes() {
        assertThat(lexicon.tokenize("\"a\"\"b\"").get(0).name()).isEqualTo("a\"b");
        assertThat(lexicon.tokenize("[a b]").get(0).name()).isEqualTo("a b");
        assertThat(lexicon.tokenize("'it''s'").get(0).name()).isEqualTo("it's");
        assertThat(lexicon.tokenize("Plain").get(0).name()).isEqualTo("Plain");
    }
}
