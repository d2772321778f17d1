package rowan.sql.sqlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.model.plan.QueryPlan.Operation;

/** Names that are hard to find in a plan. */
class SqlitePlanNamesTest {

    /** Names are not quoted in a plan, so these look like other parts of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "t USING INDEX x",
                "x LEFT-JOIN",
                "x EXISTS",
                "a (b)",
                "(a=?)",
                "a AND b",
                "a=? AND b",
                "a,b",
                "it's \"quoted\"",
                "line\nbreak",
                "🦜 ünï",
                " ",
                "VIRTUAL TABLE INDEX 1:",
                "x VIRTUAL TABLE INDEX 1:",
                "main.t",
                "select",
                "(subquery-1)",
                "3-ROW VALUES CLAUSE x"
            })
    void names_that_look_like_plans_are_found_whole(String name) throws SQLException {
        String quoted = '"' + escaped(name) + '"';
        String column = "\"c " + escaped(name) + '"';
        String wide = "\"w " + escaped(name) + '"';
        String index = "\"i " + escaped(name) + '"';
        String tables = "CREATE TABLE plain(k INTEGER PRIMARY KEY, v);"
                + "CREATE TABLE " + quoted + "(k INTEGER PRIMARY KEY, " + column + " INT, " + quoted + " INT, w);"
                + "CREATE INDEX " + index + " ON " + quoted + "(" + column + ", " + quoted + ");"
                + "CREATE TABLE " + wide + "(" + quoted + " INT, " + column + " INT, v, PRIMARY KEY(" + quoted + ", "
                + column + ")) WITHOUT ROWID;";
        try (Connection hostile = SqlitePlansTest.database(tables)) {
            assertThat(reads(hostile, "SELECT * FROM " + quoted)).containsExactly("READ [" + name + "] FULL_SCAN");
            assertThat(reads(hostile, "SELECT * FROM plain AS " + quoted))
                    .containsExactly("READ [plain AS " + name + "] FULL_SCAN");
            assertThat(reads(hostile, "SELECT * FROM plain LEFT JOIN " + quoted + " ON w = v + " + column))
                    .containsExactly("READ [plain] FULL_SCAN", "READ [" + name + "] FULL_SCAN LEFT");
            assertThat(reads(hostile, "SELECT * FROM " + quoted + " WHERE k = 3"))
                    .containsExactly("READ [" + name + "] KEY_SEEK (k EQUAL)");
            String seek = " INDEX_SEEK i " + name + "(c " + name + " EQUAL, " + name + " RANGE)";
            String bound = " WHERE " + column + " = 1 AND " + quoted + " > 2 AND " + quoted + " < 9";
            assertThat(reads(hostile, "SELECT * FROM " + quoted + bound)).containsExactly("READ [" + name + "]" + seek);
            assertThat(reads(hostile, "SELECT * FROM " + quoted + " AS x" + bound))
                    .containsExactly("READ [" + name + " AS x]" + seek);
            assertThat(reads(hostile, "SELECT * FROM " + quoted + " WHERE (" + column + ", " + quoted + ") > (1, 2)"))
                    .containsExactly(
                            "READ [" + name + "] INDEX_SEEK i " + name + "(c " + name + " RANGE, " + name + " RANGE)");
            assertThat(reads(
                            hostile, "SELECT * FROM " + wide + " AS x WHERE " + quoted + " = 1 AND " + column + " > 2"))
                    .containsExactly("READ [w " + name + " AS x] KEY_SEEK (" + name + " EQUAL, c " + name + " RANGE)");
            assertThat(reads(
                            hostile,
                            "WITH " + quoted + "(n) AS MATERIALIZED (SELECT max(v) FROM plain) SELECT * FROM "
                                    + quoted))
                    .containsExactly("READ [plain] FULL_SCAN", "READ [" + name + "] SUBQUERY_SCAN");
        }
    }

    private static String escaped(String name) {
        return name.replace("\"", "\"\"");
    }

    /** What a plan reads, without estimates. */
    private static List<String> reads(Connection on, String sql) {
        return SqlitePlansTest.plan(on, sql).walk().stream()
                .filter(node -> node.operation() == Operation.READ)
                .map(node -> {
                    String text = PlanText.of(node);
                    return text.substring(0, text.lastIndexOf("   <- ")).replaceFirst(", expects \\d+ rows$", "");
                })
                .toList();
    }
}
