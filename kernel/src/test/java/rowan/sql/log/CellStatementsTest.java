package rowan.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rowan.model.StatementTotals;
import rowan.sql.connection.Sending;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.CellId;

/** What a cell's statements add up to. */
class CellStatementsTest {

    private final CellStatements cell = new CellStatements(new CellId(1), new SqliteDialect().lexicon());

    private StatementRecorder.Execution began(String sql) {
        return cell.began(sql, "", List.of(), Long.MAX_VALUE, Sending.UNKEPT);
    }

    @Test
    void a_statement_counts_with_all_it_has_taken_and_not_with_its_parts() {
        for (int i = 0; i < 20; i++) {
            StatementRecorder.Execution execution = began("SELECT " + i);
            execution.took(Duration.ofMillis(300).toNanos());
            execution.took(Duration.ofMillis(500).toNanos());
            execution.rows(1);
            execution.end();
        }
        Map<String, CellStatements.Totals> totals = new TreeMap<>();
        cell.addTo(totals);
        assertThat(totals).hasSize(1);
        StatementTotals.Total total = totals.values().iterator().next().total();
        assertThat(total.calls()).isEqualTo(20);
        assertThat(total.rows()).isEqualTo(20);
        assertThat(total.total()).isEqualTo(Duration.ofSeconds(16));
        assertThat(total.p95()).isBetween(Duration.ofMillis(750), Duration.ofMillis(800));
    }
}
