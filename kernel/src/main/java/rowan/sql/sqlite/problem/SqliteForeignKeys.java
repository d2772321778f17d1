package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * Finds out which reference a statement broke, which SQLite does not tell: runs it once more in a transaction that only
 * checks at its end, looks which rows dangle, and rolls everything back. Where it was the end of a transaction that failed,
 * the rows that dangle are still there.
 */
public final class SqliteForeignKeys {

    private final Connection connection;
    private final Dialect dialect;
    private final Schema schema;

    public SqliteForeignKeys(Connection connection, Dialect dialect, Schema schema) {
        this.connection = connection;
        this.dialect = dialect;
        this.schema = schema;
    }

    /** The problem with the broken reference and its value; empty where that cannot be found out safely. */
    public Optional<Problem> explain(Problem problem, Statement statement, BoundStatement bound) {
        boolean mayEndTransactions = statement.significant().stream().anyMatch(t -> t.is("ROLLBACK"));
        try {
            if (endsTransaction(statement)) {
                return firstViolation()
                        .map(violation -> describe(problem, violation, statement)
                                .withNote("The transaction is not over: mend what it has changed, and end it again."));
            }
            if (mayEndTransactions || dialect.inTransaction(connection)) {
                return Optional.empty();
            }
            execute("BEGIN");
            try {
                execute("PRAGMA defer_foreign_keys = ON");
                try (PreparedStatement again = bound.prepare(connection, dialect.values())) {
                    again.execute();
                }
                return firstViolation().map(violation -> describe(problem, violation, statement));
            } finally {
                execute("ROLLBACK");
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** {@code COMMIT}, {@code END}, or the {@code RELEASE} of the savepoint that began the transaction. */
    private static boolean endsTransaction(Statement statement) {
        Token first = statement.significant().get(0);
        return first.is("COMMIT") || first.is("END") || first.is("RELEASE");
    }

    /** A dangling reference: the child table, its key, and the values that lead nowhere. */
    private record Violation(Schema.Relation table, Schema.ForeignKey key, List<Object> values) {}

    private Optional<Violation> firstViolation() throws SQLException {
        String table;
        Long row;
        int key;
        try (PreparedStatement check = connection.prepareStatement("PRAGMA foreign_key_check");
                ResultSet rows = check.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            table = rows.getString(1);
            row = rows.getObject(2) == null ? null : rows.getLong(2);
            key = rows.getInt(4);
        }
        Optional<Schema.Relation> relation = schema.relation(table);
        List<String> columns = columns(table, key);
        Optional<Schema.ForeignKey> foreignKey = relation.flatMap(r -> r.foreignKeys().stream()
                .filter(k -> k.columns().equals(columns))
                .findFirst());
        if (row == null || foreignKey.isEmpty()) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        SqliteLexicon lexicon = new SqliteLexicon();
        String names = String.join(", ", columns.stream().map(lexicon::quote).toList());
        try (PreparedStatement read =
                connection.prepareStatement("SELECT " + names + " FROM " + lexicon.quote(table) + " WHERE rowid = ?")) {
            read.setLong(1, row);
            try (ResultSet rows = read.executeQuery()) {
                if (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(dialect.values().read(rows, i));
                    }
                }
            }
        }
        return Optional.of(new Violation(relation.get(), foreignKey.get(), values));
    }

    private List<String> columns(String table, int key) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement list = connection.prepareStatement(
                "SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq")) {
            list.setString(1, table);
            list.setInt(2, key);
            try (ResultSet rows = list.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    private Problem describe(Problem problem, Violation violation, Statement statement) {
        Schema.ForeignKey key = violation.key();
        String column = violation.table().name() + "." + String.join(", ", key.columns());
        String target = key.targetColumns().isEmpty() ? "key" : String.join(", ", key.targetColumns());
        String values = String.join(
                ", ",
                violation.values().stream().map(SqliteForeignKeys::written).toList());
        boolean namesTable = statement.significant().stream()
                .anyMatch(t -> t.text().equalsIgnoreCase(violation.table().name()));
        boolean removes = statement.significant().get(0).is("DELETE") || !namesTable && !endsTransaction(statement);
        String message = removes
                ? "rows of " + violation.table().name() + " still refer to " + key.targetTable() + " with " + target
                        + " " + values
                : "no row of " + key.targetTable() + " has " + target + " " + values + ", and " + column
                        + " must name one";
        Problem named = Problem.of(
                problem.name(), message, "FOREIGN KEY " + SqliteConstraints.reference(violation.table(), key));
        return SqliteProblems.at(
                named, statement, removes ? Optional.empty() : SqliteProblems.place(values, statement));
    }

    private static String written(Object value) {
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement plain = connection.createStatement()) {
            plain.execute(sql);
        }
    }
}
