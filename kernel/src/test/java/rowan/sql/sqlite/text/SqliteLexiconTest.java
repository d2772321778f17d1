package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/** How a text of SQLite's is cut into tokens and statements, and how names are written in it. */
class SqliteLexiconTest {

    private final SqliteLexicon lexicon = new SqliteLexicon();

    private String cut(String text) {
        return lexicon.tokenize(text).stream()
                .filter(token -> token.kind() != Token.Kind.SPACE)
                .map(token -> token.kind() + " " + token.text())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a_1$ | WORD a_1$",
                "größe | WORD größe",
                "'it''s' | STRING 'it''s'",
                "x'0f' | BLOB x'0f'",
                "\"a\"\"b\" | QUOTED_NAME \"a\"\"b\"",
                "`[a b]` | QUOTED_NAME [a b]",
                "0x1F+1.5e-3 | NUMBER 0x1F, OPERATOR +, NUMBER 1.5e-3",
                ".5 | NUMBER .5",
                "a.b | WORD a, OPERATOR ., WORD b",
                "?12 | PARAMETER ?12",
                ":a @b $c::d(e) | PARAMETER :a, PARAMETER @b, PARAMETER $c::d(e)",
                "a->>'b' | WORD a, OPERATOR ->>, STRING 'b'",
                "a!=b | WORD a, OPERATOR !=, WORD b",
                "1 -- ; no | NUMBER 1, COMMENT -- ; no",
                "/* ; */ 2 | COMMENT /* ; */, NUMBER 2",
                "'open | UNFINISHED 'open",
                "/* open | UNFINISHED /* open",
            })
    void tokens_are_those_of_SQLite(String text, String tokens) {
        assertThat(cut(text)).isEqualTo(tokens);
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

    private List<String> statements(String text) {
        return lexicon.split(Source.of(text)).stream().map(Statement::text).toList();
    }

    @Test
    void semicolons_in_texts_comments_and_triggers_cut_nothing() {
        assertThat(statements("; SELECT ';' /* ; */ ;; -- ;\n SELECT 2 -- behind\n"))
                .containsExactly("SELECT ';'", "SELECT 2");
        String trigger = "CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END;"
                + " DELETE FROM u; END";
        assertThat(statements(trigger + "; SELECT 1")).containsExactly(trigger, "SELECT 1");
        assertThat(statements("EXPLAIN " + trigger + "; SELECT 1")).containsExactly("EXPLAIN " + trigger, "SELECT 1");
        assertThat(statements("CREATE TABLE t(trigger); END; SELECT 1"))
                .containsExactly("CREATE TABLE t(trigger)", "END", "SELECT 1");
        for (String named : List.of("CREATE TABLE trigger(a)", "CREATE VIEW trigger AS SELECT 1", "CREATE trigger2")) {
            assertThat(statements(named + "; SELECT 1")).containsExactly(named, "SELECT 1");
            assertThat(lexicon.isComplete(named + ";")).isTrue();
            assertThat(lexicon.starts(named + ";SELECT 1")).containsExactly(0, named.length() + 1);
        }
        String planned = "EXPLAIN QUERY PLAN CREATE TEMPORARY TRIGGER g AFTER INSERT ON t BEGIN SELECT end FROM u; END";
        assertThat(statements(planned + "; SELECT 1")).containsExactly(planned, "SELECT 1");
        assertThat(statements("CREATE TABLE t(a) -- kept\n; SELECT 1"))
                .containsExactly("CREATE TABLE t(a) -- kept\n", "SELECT 1");
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
