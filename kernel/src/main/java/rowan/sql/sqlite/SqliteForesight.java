package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.model.Schema;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * What a schema will be when statements have changed it that have not been run yet. SQLite itself says so: they are run in
 * an empty database in memory that has the same tables. What it does not understand there changes nothing.
 */
final class SqliteForesight {

    /** A query would be run to fill the table; a view of it has the same columns, and runs nothing. */
    private static final String AS_VIEW = "VIEW";

    private static final List<String> DEFINED = List.of("TABLE", "VIEW", "INDEX", "TRIGGER");

    private final Connection memory;
    private final Set<String> tablesMadeViews = new HashSet<>();

    private SqliteForesight(Connection memory) {
        this.memory = memory;
    }

    static Schema after(Schema now, List<Statement> statements) throws SQLException {
        List<Statement> changes =
                statements.stream().filter(SqliteForesight::changesTables).toList();
        if (changes.isEmpty()) {
            return now;
        }
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return new SqliteForesight(memory).after(changes, now);
        }
    }

    private static boolean changesTables(Statement statement) {
        return switch (statement.verb()) {
            case "ALTER", "DROP" -> true;
            case "CREATE" ->
                statement.significant().stream()
                        .limit(4)
                        .anyMatch(token -> DEFINED.stream().anyMatch(token::is));
            default -> false;
        };
    }

    private Schema after(List<Statement> changes, Schema now) throws SQLException {
        for (Schema.Relation relation : now.relations()) {
            if (isOwn(relation)) {
                run(inItsDatabase(relation));
            }
        }
        Schema before = SqliteCatalog.read(memory);
        changes.forEach(change -> run(withoutRows(change)));
        Schema after = SqliteCatalog.read(memory);
        List<Schema.Relation> relations = new ArrayList<>();
        for (Schema.Relation relation : after.relations()) {
            boolean isUnchanged = before.relations().contains(relation);
            Optional<Schema.Relation> known = now.relation(relation.database(), relation.name());
            relations.add(isUnchanged && known.isPresent() ? known.get() : named(relation));
        }
        now.relations().stream()
                .filter(relation ->
                        before.relation(relation.database(), relation.name()).isEmpty())
                .filter(relation ->
                        after.relation(relation.database(), relation.name()).isEmpty())
                .forEach(relations::add);
        Set<Schema.Trigger> triggers = new LinkedHashSet<>(now.triggers());
        triggers.addAll(after.triggers());
        return new Schema(relations, now.functions(), List.copyOf(triggers), now.databases());
    }

    /** Whether it is in a database that the one in memory has, too. */
    private static boolean isOwn(Schema.Relation relation) {
        return relation.database().equals("main") || relation.database().equals("temp");
    }

    /** The statement that made a relation, which SQLite keeps without TEMP. */
    private static String inItsDatabase(Schema.Relation relation) {
        return relation.database().equals("temp")
                ? relation.ddl().replaceFirst("(?i)^CREATE\\s+", "CREATE TEMP ")
                : relation.ddl();
    }

    /** {@code CREATE TABLE name AS SELECT …} as a view. */
    private String withoutRows(Statement statement) {
        List<Token> tokens = statement.significant();
        for (int i = 1; i + 2 < tokens.size() && !tokens.get(i).text().equals("("); i++) {
            if (tokens.get(i).is("AS") && tokens.get(i - 1).isName()) {
                Optional<Token> table = tokens.stream()
                        .limit(4)
                        .filter(token -> token.is("TABLE"))
                        .findFirst();
                if (table.isPresent()) {
                    tablesMadeViews.add(tokens.get(i - 1).name().toLowerCase(Locale.ROOT));
                    String text = statement.text();
                    return text.substring(0, table.get().from())
                            + AS_VIEW
                            + text.substring(table.get().to());
                }
            }
        }
        return statement.text();
    }

    private Schema.Relation named(Schema.Relation relation) {
        return tablesMadeViews.contains(relation.name().toLowerCase(Locale.ROOT))
                ? new Schema.Relation(
                        relation.database(),
                        relation.name(),
                        Schema.Kind.TABLE,
                        relation.attributes(),
                        relation.foreignKeys(),
                        relation.indexes(),
                        relation.rowCount(),
                        relation.ddl())
                : relation;
    }

    private void run(String sql) {
        try (java.sql.Statement statement = memory.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException otherwiseThere) {
            // A module or function that only the real database has, or a mistake; the cell will tell.
        }
    }
}
