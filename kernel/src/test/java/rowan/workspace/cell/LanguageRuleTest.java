package rowan.workspace.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.text.SqliteLexicon;

/** The examples that say which language a cell is: one table, which highlighting in JupyterLab is held to as well. */
public class LanguageRuleTest {

    static final Set<String> STATEMENT_WORDS = new SqliteLexicon().statementWords();

    public static final LanguageRule RULE = new LanguageRule(() -> STATEMENT_WORDS, new SqliteLexicon()::foreignWords);

    private static List<String> examples(String kind) throws IOException {
        try (InputStream file = LanguageRuleTest.class.getResourceAsStream("/language-rule.json")) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            JsonArray cells = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray(kind);
            return cells.asList().stream().map(JsonElement::getAsString).toList();
        }
    }

    static List<String> sql() throws IOException {
        return examples("sql");
    }

    static List<String> java() throws IOException {
        return examples("java");
    }

    static List<String> anything() throws IOException {
        return examples("default");
    }

    static List<String> clearJava() throws IOException {
        return examples("java whatever the default");
    }

    @ParameterizedTest
    @MethodSource("sql")
    void these_are_sql(String cell) {
        assertThat(RULE.decide(cell, "java")).isEqualTo("sql");
    }

    @ParameterizedTest
    @MethodSource("java")
    void these_are_java(String cell) {
        assertThat(RULE.decide(cell, "java")).isEqualTo("java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELCT * FROM posts",
                "slect 1",
                "INSRET INTO t",
                "SHOW TABLES",
                "DESCRIBE posts",
                "GRANT SELECT ON posts TO ada",
                "\\d posts",
                "(SELECT 1) UNION (SELECT 2)",
                "creat table t"
            })
    void a_first_word_that_is_nearly_a_statement_word_is_doubtful(String cell) {
        assertThat(RULE.decide(cell, "java")).isEqualTo("java");
        assertThat(RULE.isDoubtful(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x = 1",
                "final var x = 1;",
                "for (;;) {}",
                "selects.add(3)",
                "class A {}",
                "foo(1)",
                "(Select) foo"
            })
    void ordinary_java_is_not_doubtful(String cell) {
        assertThat(RULE.isDoubtful(cell)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void what_could_be_anything_is_the_default_language(String cell) {
        assertThat(RULE.decide(cell, "sql")).isEqualTo("sql");
    }

    @ParameterizedTest
    @MethodSource("clearJava")
    void clear_java_is_java_whatever_the_default(String cell) {
        assertThat(RULE.decide(cell, "sql")).isEqualTo("java");
    }

    static List<String> nameUses() throws IOException {
        return examples("use of a name");
    }

    static List<String> noNameUses() throws IOException {
        return examples("no use of a name");
    }

    static List<String> expressions() throws IOException {
        return examples("select or values as a name");
    }

    @ParameterizedTest
    @MethodSource("nameUses")
    void these_use_a_name_that_may_be_declared(String cell) {
        assertThat(RULE.nameUse(cell).map(LanguageRule.NameUse::name)).hasValue("end");
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void these_use_a_name_behind_which_SQL_has_expressions_too(String cell) {
        assertThat(RULE.nameUse(cell)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("noNameUses")
    void these_can_only_be_SQL_or_use_no_name(String cell) {
        assertThat(RULE.nameUse(cell)).isEmpty();
    }

    @Test
    void a_word_of_sql_is_not_doubtful_since_it_would_be_run() {
        assertThat(RULE.isDoubtful("commit")).isFalse();
    }
}
