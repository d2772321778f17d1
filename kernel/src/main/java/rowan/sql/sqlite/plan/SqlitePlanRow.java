package rowan.sql.sqlite.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.sqlite.text.SqliteOutline;

/**
 * One row of {@code EXPLAIN QUERY PLAN}.
 *
 * @param id the address of the step in the statement's program; differs from plan to plan
 * @param parent the id of the step it belongs to, 0 for none; always stands before its children
 * @param logCost the planner's running cost as SQLite's LogEst, ten times the logarithm to base 2; 0 for steps that are no loop
 * @param detail the step in SQLite's words
 */
public record SqlitePlanRow(int id, int parent, int logCost, String detail) {

    /** The plan of a statement with its values bound, since with statistics it may depend on them. */
    public static List<SqlitePlanRow> read(Connection connection, Dialect dialect, BoundStatement statement)
            throws SQLException {
        List<SqlitePlanRow> read = new ArrayList<>();
        BoundStatement question = new BoundStatement("EXPLAIN QUERY PLAN " + statement.sql(), statement.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect.values());
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                read.add(new SqlitePlanRow(rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getString(4)));
            }
        }
        return read;
    }

    /** Whether it looks for rows that found no partner on the left. */
    public boolean isRightJoin() {
        return detail.startsWith("RIGHT-JOIN ");
    }

    /** Whether it reads the right side of an outer join that the engine has not found to be an inner one. */
    public boolean isLeftJoin() {
        return detail.endsWith(" LEFT-JOIN");
    }

    /** Whether it runs a subquery for each row of the query around it. */
    public boolean isCorrelated() {
        return detail.startsWith("CORRELATED ");
    }

    /** Whether it goes through rows, for each of which the next loop is started. */
    public boolean isLoop() {
        return detail.startsWith("SCAN ") || detail.startsWith("SEARCH ") || isMultiIndexOr();
    }

    /** Whether it combines the rows that several indexes find. */
    public boolean isMultiIndexOr() {
        return detail.equals("MULTI-INDEX OR");
    }

    /** Whether it reads what has this alias in the query, or this name if it has none. */
    public boolean reads(SqliteOutline.Source source) {
        String verb = detail.startsWith("SCAN ") ? "SCAN " : detail.startsWith("SEARCH ") ? "SEARCH " : null;
        if (verb == null) {
            return false;
        }
        String rest = detail.substring(verb.length());
        String qualified = source.database() + "." + source.name();
        return Stream.of(source.alias(), qualified).anyMatch(name -> rest.equals(name) || rest.startsWith(name + " "));
    }
}
