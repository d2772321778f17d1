package rowan.sql.sqlite.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/** Violated constraints in words: which one, of which table, and what it demands. */
final class SqliteConstraints {

    private static final String FAILED = " constraint failed: ";

    /** What SQLite says of a foreign key; where it is RESTRICT, with the code of a trigger, which carries that out. */
    private static final String REFERENCE = "FOREIGN KEY constraint failed";

    private SqliteConstraints() {}

    static Problem problem(String code, String reason, Statement statement, Schema schema) {
        int at = reason.indexOf(FAILED);
        String detail = at < 0 ? "" : reason.substring(at + FAILED.length());
        Problem problem = violated(code, reason, detail, statement, schema);
        String table = tableOf(detail.split(", ")[0]);
        boolean isElsewhere = schema.relation(table).isPresent()
                && statement.significant().stream()
                        .noneMatch(token -> token.isName() && token.name().equalsIgnoreCase(table));
        return isElsewhere
                ? problem.withNote("This statement does not name " + table
                        + ": a trigger or a foreign key changes it, .schema shows which.")
                : problem;
    }

    private static Problem violated(String code, String reason, String detail, Statement statement, Schema schema) {
        if (reason.equals(REFERENCE)) {
            return foreignKey(code, statement, schema);
        }
        return switch (code) {
            case "SQLITE_CONSTRAINT" -> late(code, reason, statement, schema);
            case "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID" ->
                unique(code, detail, statement, schema);
            case "SQLITE_CONSTRAINT_NOTNULL" -> notNull(code, detail, statement);
            case "SQLITE_CONSTRAINT_CHECK" -> check(code, detail, statement, schema);
            case "SQLITE_CONSTRAINT_TRIGGER" -> Problem.of(code, reason, "A trigger refused the change.");
            case "SQLITE_CONSTRAINT_DATATYPE" ->
                Problem.of(code, reason, "The table is STRICT: each column takes values of its own type only.");
            case "SQLITE_MISMATCH" ->
                Problem.of(
                        code,
                        "a value has the wrong type",
                        statement.isQuery()
                                ? "LIMIT and OFFSET take whole numbers."
                                : "A column INTEGER PRIMARY KEY takes whole numbers only.");
            default -> Problem.of(code, reason);
        };
    }

    /** {@code posts.author, posts.slug}, or {@code index 'name'} where the index is on an expression. */
    private static Problem unique(String code, String detail, Statement statement, Schema schema) {
        if (detail.startsWith("index '")) {
            String index = detail.substring("index '".length(), detail.length() - 1);
            Optional<Schema.Index> found = schema.relations().stream()
                    .flatMap(r -> r.indexes().stream())
                    .filter(i -> i.name().equalsIgnoreCase(index))
                    .findFirst();
            String on = found.map(i -> " on (" + String.join(", ", i.names()) + ")"
                            + i.where().map(w -> " where " + w).orElse(""))
                    .orElse("");
            return Problem.of(code, "the unique index " + index + on + " already has such an entry");
        }
        List<String> columns = Arrays.asList(detail.split(", "));
        String table = tableOf(columns.get(0));
        List<String> names = columns.stream().map(SqliteConstraints::columnOf).toList();
        String listed = String.join(", ", names);
        if (statement.verb().equals("CREATE")) {
            String among = conditionOf(statement).map(where -> " " + where).orElse("");
            return Problem.of(
                    code,
                    "several rows of " + table + " have the same " + listed + ", so no unique index can be made",
                    "SELECT " + listed + ", count(*) FROM " + table + among + " GROUP BY " + listed
                            + " HAVING count(*) > 1 finds them.");
        }
        String key = code.equals("SQLITE_CONSTRAINT_UNIQUE") ? "must be unique" : "is the primary key";
        String together = names.size() > 1 ? "the combination of " + listed : listed;
        Optional<String> condition = schema.relation(table).stream()
                .flatMap(r -> r.indexes().stream())
                .filter(i -> i.unique() && i.names().equals(names) && i.where().isPresent())
                .map(i -> i.where().get())
                .findFirst();
        Problem problem = Problem.of(
                code,
                "a row of " + table + " already has this " + listed + ", and " + together + " " + key
                        + condition
                                .map(where -> " (among rows where " + where + ")")
                                .orElse(""));
        boolean inserts = statement.verb().equals("INSERT");
        return inserts
                ? problem.withNote("ON CONFLICT (" + listed + ")"
                        + condition.map(where -> " WHERE " + where).orElse("")
                        + " DO NOTHING skips such rows; DO UPDATE changes the row that is there.")
                : problem;
    }

    /** The WHERE of a CREATE INDEX, as it is written. */
    private static Optional<String> conditionOf(Statement statement) {
        return statement.significant().stream()
                .filter(t -> t.is("WHERE"))
                .findFirst()
                .map(t -> statement.text().substring(t.from()).strip());
    }

    /** A rule that ALTER TABLE adds is checked against the rows that are there; of those SQLite says nothing. */
    private static Problem late(String code, String reason, Statement statement, Schema schema) {
        Optional<Schema.Relation> table =
                relationsIn(statement, schema).stream().findFirst();
        return statement.verb().equals("ALTER") && table.isPresent()
                ? Problem.of(
                        code,
                        "rows of " + table.get().name() + " break the rule that is to be added",
                        "Find them with SELECT * FROM " + table.get().name()
                                + " WHERE NOT (…) for a CHECK, WHERE … IS NULL for NOT NULL, and mend them first.")
                : Problem.of(code, reason);
    }

    private static Problem notNull(String code, String detail, Statement statement) {
        Problem problem = Problem.of(
                code, detail + " must have a value, and got NULL", "Give it one, or a DEFAULT in the table.");
        return SqliteProblems.at(problem, statement, SqliteProblems.place(columnOf(detail), statement));
    }

    /** The detail is the constraint's name or, where it has none, its condition. */
    private static Problem check(String code, String detail, Statement statement, Schema schema) {
        String condition = relationsIn(statement, schema).stream()
                .map(Schema.Relation::ddl)
                .filter(ddl -> ddl.contains(detail))
                .findFirst()
                .map(ddl -> namedCondition(ddl, detail))
                .orElse(detail);
        String named = condition.equals(detail) ? "" : " (constraint " + detail + ")";
        return Problem.of(code, "a row does not satisfy CHECK (" + condition + ")" + named);
    }

    private static String namedCondition(String ddl, String name) {
        SqliteLexicon lexicon = new SqliteLexicon();
        List<Token> tokens =
                lexicon.tokenize(ddl).stream().filter(Token::isSignificant).toList();
        for (int i = 2; i + 2 < tokens.size(); i++) {
            boolean here = tokens.get(i - 2).is("CONSTRAINT")
                    && tokens.get(i - 1).text().equals(name)
                    && tokens.get(i).is("CHECK");
            if (here) {
                int depth = 0;
                for (int j = i + 1; j < tokens.size(); j++) {
                    depth += tokens.get(j).text().equals("(")
                            ? 1
                            : tokens.get(j).text().equals(")") ? -1 : 0;
                    if (depth == 0) {
                        return ddl.substring(
                                        tokens.get(i + 1).to(), tokens.get(j).from())
                                .strip();
                    }
                }
            }
        }
        return name;
    }

    /** SQLite does not say which reference it was; the candidates are few, and all are named. */
    private static Problem foreignKey(String code, Statement statement, Schema schema) {
        List<Schema.Relation> tables = relationsIn(statement, schema);
        List<String> outgoing = tables.stream()
                .limit(1)
                .flatMap(t -> t.foreignKeys().stream().map(k -> reference(t, k)))
                .toList();
        List<String> incoming = tables.stream()
                .limit(1)
                .flatMap(t -> schema.relations().stream()
                        .flatMap(r -> r.foreignKeys().stream()
                                .filter(k -> k.targetTable().equalsIgnoreCase(t.name()))
                                .map(k -> reference(r, k))))
                .toList();
        boolean removes = statement.significant().get(0).is("DELETE")
                || code.equals("SQLITE_CONSTRAINT_TRIGGER")
                || !tables.isEmpty() && outgoing.isEmpty();
        List<String> candidates = removes ? incoming : outgoing;
        String message = removes
                ? "other rows still refer to a row that would be gone"
                : "a row refers to one that does not exist";
        Problem problem = Problem.of(code, message);
        for (String candidate : candidates) {
            problem = problem.withNote("FOREIGN KEY " + candidate);
        }
        return problem;
    }

    static String reference(Schema.Relation table, Schema.ForeignKey key) {
        String target = key.targetColumns().isEmpty() ? "" : "(" + String.join(", ", key.targetColumns()) + ")";
        return table.name() + "(" + String.join(", ", key.columns()) + ") → " + key.targetTable() + target;
    }

    /** The tables a statement mentions, in the order it mentions them. */
    private static List<Schema.Relation> relationsIn(Statement statement, Schema schema) {
        return statement.significant().stream()
                .map(t -> t.kind() == Token.Kind.QUOTED_NAME
                        ? t.text().substring(1, t.text().length() - 1)
                        : t.text())
                .flatMap(name -> schema.relation(name).stream())
                .distinct()
                .collect(Collectors.toList());
    }

    private static String tableOf(String qualified) {
        return qualified.substring(0, Math.max(0, qualified.lastIndexOf('.')));
    }

    private static String columnOf(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }
}
