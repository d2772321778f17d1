package rowan.sql.sqlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.sqlite.RandomQueries;
import rowan.sql.sqlite.RandomShop;
import rowan.sql.sqlite.SqliteDialect;

/** Every plan of many random queries is read whole. */
@Tag("slow")
class SqlitePlansRandomTest {

    @ParameterizedTest
    @EnumSource
    void every_line_of_500_random_plans_is_understood(RandomShop.Tuning tuning) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            RandomShop.fill(connection, tuning);
            SqliteDialect dialect = new SqliteDialect();
            Schema schema = dialect.schema(connection);
            for (String query : RandomQueries.queries(42).limit(500).toList()) {
                QueryPlan plan = dialect.explain(connection, BoundStatement.of(query), schema);
                List<String> details = new ArrayList<>();
                try (ResultSet lines = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
                    while (lines.next()) {
                        details.add(lines.getString(4));
                    }
                }
                assertThat(plan.walk())
                        .as(query)
                        .extracting(QueryPlan.Node::detail)
                        .containsExactlyInAnyOrderElementsOf(details);
                assertThat(plan.walk()).as(query).noneMatch(node -> node.operation() == QueryPlan.Operation.OTHER);
            }
        }
    }

    /** An alias is the first letter of its table and a number; w stands for a WITH and s for a subquery without a name. */
    private static boolean isNamedWell(QueryPlan.Node node) {
        QueryPlan.Target target = node.target();
        return node.operation() != QueryPlan.Operation.READ
                || (target.alias().isEmpty()
                        ? !target.name().matches("[^sw]\\d+")
                        : target.alias().matches(target.name().charAt(0) + "\\d+"));
    }
}
