package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.SqliteLexicon;

/** The examples that say which language a cell is; highlighting in the front end is held by the same ones. */
class LanguageRuleTest {

    static final Set<String> STATEMENT_WORDS = new SqliteLexicon().statementWords();

    static final LanguageRule RULE = new LanguageRule(STATEMENT_WORDS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a;",
                "select 1",
                "PRAGMA x = 1;",
                "BEGIN IMMEDIATE;",
                "begin;",
                "commit",
                "SELECT (1);",
                "SELECT x = 3;",
                "select x = 3",
                "select 'it''s'",
                "SELECT *",
                "select*from t",
                "SELECT .5",
                "select :name",
                "SELECT [a b] FROM t",
                "VALUES(1)",
                "values (1), (2)",
                "Select count(*) from posts",
                "-- a comment\nSELECT 1",
                "--words like these\nSELECT 1",
                "/* so */ ; ;\n select 1",
                "\uFEFFselect 1",
                "WITH t AS (SELECT 1) SELECT * FROM t",
                "replace into t values (1)",
                "explain query plan select 1",
                "END",
            })
    void these_are_sql(String cell) {
        assertThat(RULE.decide(cell, "java").language()).isEqualTo("sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select = 3;",
                "values(1);",
                "Select s = (Select) parse(q);",
                "Select find(String name) { return null; }",
                "delete[0] = 1;",
                "--count;",
                "--count",
                "end += 2;",
                "end++;",
                "update.run();",
                "replace(a, b)",
                "select -> 3",
                "with<String>foo();",
                "select: for (;;) break select;",
                "update == null ? 1 : 2",
                "// SELECT 1",
                "int x = 3;",
                "",
                "System.out.println(\"SELECT\");",
                "/* SELECT */ int x;",
            })
    void these_are_java(String cell) {
        assertThat(RULE.decide(cell, "java").language()).isEqualTo("java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELCT * FROM posts",
                "slect 1",
                "INSRET INTO t",
                "SHOW TABLES",
                "DESCRIBE posts",
                "creat table t"
            })
    void a_first_word_that_is_nearly_a_statement_word_is_doubtful(String cell) {
        assertThat(RULE.decide(cell, "java")).isEqualTo(new LanguageRule.Decision("java", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int x = 1", "final var x = 1;", "for (;;) {}", "selects.add(3)", "class A {}", "foo(1)"})
    void ordinary_java_is_not_doubtful(String cell) {
        assertThat(RULE.decide(cell, "java").doubtful()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "(SELECT 1)", "foo bar"})
    void what_could_be_anything_is_the_default_language(String cell) {
        assertThat(RULE.decide(cell, "sql").language()).isEqualTo("sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select = 3;", "// SELECT 1"})
    void clear_java_is_java_whatever_the_default(String cell) {
        assertThat(RULE.decide(cell, "sql").language()).isEqualTo("java");
    }
}
