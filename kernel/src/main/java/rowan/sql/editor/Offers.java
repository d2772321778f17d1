package rowan.sql.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.editor.Ranked.Rank;
import rowan.sql.grammar.Expected;
import rowan.sql.grammar.Grammar;
import rowan.sql.grammar.Place;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.workspace.contract.Completions.Completion;

/** The names and words that are offered for what a grammar expects at a place. */
final class Offers {

    private static final String TABLE_KIND = "table";

    private final KnownTables known;
    private final Schema schema;
    private final Lexicon lexicon;
    private final Grammar grammar;
    private final List<Token> before;
    private final List<Token> behind;
    private final String typed;
    private final Place place;
    private final Queries.Visible visible;
    private final Optional<String> qualifier;
    private final JoinConditions joins;
    private final List<ReadTable> rows = new ArrayList<>();

    /**
     * @param before the significant tokens of the statement up to what is typed
     * @param behind those that follow it
     */
    Offers(KnownTables known, Lexicon lexicon, List<Token> before, List<Token> behind, String typed) {
        this.known = known;
        this.schema = known.schema();
        this.lexicon = lexicon;
        this.grammar = known.grammar();
        this.before = withoutCapture(before);
        this.behind = behind;
        this.typed = typed;
        this.place = grammar.behind(this.before);
        List<Token> all = new ArrayList<>(this.before);
        all.addAll(behind);
        this.visible = new Queries(all, known).visible(this.before.size());
        int size = this.before.size();
        this.qualifier = size > 1 && this.before.get(size - 1).text().equals(".")
                ? Optional.of(this.before.get(size - 2).name())
                : Optional.empty();
        this.joins = new JoinConditions(schema, lexicon);
        place.rows().forEach((name, role) -> rows.add(row(name, role)));
    }

    /** {@code name <<} keeps a result and is no part of the statement. */
    private static List<Token> withoutCapture(List<Token> tokens) {
        for (int i = 1; i < Math.min(3, tokens.size()); i++) {
            if (tokens.get(i).text().equals("<<")) {
                return tokens.subList(i + 1, tokens.size());
            }
        }
        return tokens;
    }

    /** The table whose rows the grammar gives a name here. */
    private ReadTable row(String name, String role) {
        String own = place.role(role).map(Token::name).orElse("");
        return new ReadTable(name.isEmpty() ? own : name, own, columnsOf(role), relation(role));
    }

    private Optional<Schema.Relation> relation(String role) {
        return place.role(role).flatMap(table -> schema.relation(database(table), table.name()));
    }

    /** The database that is named before a table; empty where none is. */
    private String database(Token table) {
        int at = before.indexOf(table);
        return at > 1 && before.get(at - 1).text().equals(".")
                ? before.get(at - 2).name()
                : "";
    }

    void addTo(Ranked offers) {
        if (place.expected().isEmpty()) {
            anything(offers);
        }
        for (Expected each : place.expected()) {
            if (each instanceof Expected.Word word) {
                word(word.text(), word.isKeyword(), word.weight(), offers);
            } else if (each instanceof Expected.Name name) {
                if (qualifier.isPresent()) {
                    member(qualifier.get(), name, offers);
                } else {
                    name(name, offers);
                }
            }
        }
    }

    /** Where nobody can tell what is expected. */
    private void anything(Ranked offers) {
        if (qualifier.isPresent()) {
            columnsBehind(qualifier.get(), offers);
            relations(qualifier.get(), r -> true, offers);
            return;
        }
        columns(offers);
        readable(offers);
        functions(offers);
        lexicon.keywords().stream().sorted().forEach(keyword -> word(keyword, true, 0, offers));
    }

    private void word(String text, boolean isKeyword, int weight, Ranked offers) {
        boolean follows = typed.isEmpty() && !behind.isEmpty() && behind.get(0).is(text.split("[ (]", 2)[0]);
        if (!follows) {
            String kind = isKeyword ? "keyword" : text.endsWith("(") ? "function" : "name";
            offers.add(
                    rank(weight),
                    weight,
                    new Completion(isKeyword && isSmall() ? text.toLowerCase(Locale.ROOT) : text, kind, ""));
        }
    }

    private static Rank rank(int weight) {
        if (weight > 0) {
            return weight > 1 ? Rank.CERTAIN_WORD : Rank.LIKELY_WORD;
        }
        return weight == 0 ? Rank.WORD : Rank.SELDOM;
    }

    /** Keywords come in the letters the user types them in; where nothing is typed yet, in those the statement began with. */
    private boolean isSmall() {
        String sample =
                !typed.isEmpty() || before.isEmpty() ? typed : before.get(0).text();
        return !sample.isEmpty() && sample.equals(sample.toLowerCase(Locale.ROOT));
    }

    private void name(Expected.Name name, Ranked offers) {
        Set<String> listed = listed(name);
        switch (name.kind()) {
            case "column", "key", "given", "assigned" -> {
                if (name.of().isEmpty()) {
                    columns(offers);
                } else {
                    ofRole(name, listed, offers);
                }
            }
            case "own column" -> ownColumns(listed, offers);
            case "common column" -> commonColumns(listed, offers);
            case "source" -> aliases(offers);
            case "readable" -> readable(offers);
            case "relation" -> relations("", r -> true, offers);
            case "table" -> {
                place.role(TABLE_KIND).ifPresent(own -> add(Rank.OUTER_NAME, own.name(), TABLE_KIND, "", offers));
                relations("", r -> r.kind() != Schema.Kind.VIEW, offers);
            }
            case "changeable" -> relations("", r -> r.kind() != Schema.Kind.VIEW, offers);
            case "view" -> relations("", r -> r.kind() == Schema.Kind.VIEW, offers);
            case "joined table" -> joinedTables(offers);
            case "join condition" -> joinConditions(offers);
            case "index" -> indexes().forEach(index -> add(Rank.NAME, index, "index", "", offers));
            case "trigger" ->
                schema.triggers().forEach(trigger -> add(Rank.NAME, trigger.name(), "trigger", "", offers));
            case "attached database" -> attached().forEach(each -> add(Rank.NAME, each, "database", "", offers));
            case "database" -> databases(offers);
            case "window" -> windows(offers);
            case "function" -> functions(offers);
            default -> {
                // A new name, or a value.
            }
        }
    }

    /** What may stand behind a name and a dot. */
    private void member(String owner, Expected.Name name, Ranked offers) {
        switch (name.kind()) {
            case "column" -> columnsBehind(owner, offers);
            case "readable", "relation", "joined table" -> relations(owner, r -> true, offers);
            case "table", "changeable" -> relations(owner, r -> r.kind() != Schema.Kind.VIEW, offers);
            case "view" -> relations(owner, r -> r.kind() == Schema.Kind.VIEW, offers);
            case "index" ->
                schema.relations().stream()
                        .filter(r -> r.database().equalsIgnoreCase(owner))
                        .forEach(r -> indexes(r).forEach(index -> add(Rank.NAME, index, "index", "", offers)));
            default -> {
                // A new name, or a value.
            }
        }
    }

    /** The names that stand in a list already, in which each can stand once. */
    private Set<String> listed(Expected.Name name) {
        Set<String> listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (!name.of().isEmpty() || name.kind().endsWith(" column")) {
            place.listed().getOrDefault(name, List.of()).forEach(token -> listed.add(token.name()));
        }
        return listed;
    }

    /** A name as it must be written: in quotes where it needs them, or where they are begun. */
    private String written(String name) {
        if (typed.startsWith("\"")) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }
        List<Token> tokens = lexicon.tokenize(name);
        boolean isPlain =
                tokens.size() == 1 && tokens.get(0).kind() == Token.Kind.WORD && grammar.isName(tokens.get(0));
        return isPlain ? name : lexicon.quote(name);
    }

    private void add(Rank rank, String name, String kind, String signature, Ranked offers) {
        offers.add(rank, new Completion(written(name), kind, signature));
    }

    // Columns

    private void columnsBehind(String owner, Ranked offers) {
        Stream<ReadTable> all =
                Stream.concat(rows.stream(), visible.levels().stream().flatMap(level -> level.tables().stream()));
        List<Schema.Attribute> columns = all.filter(table -> table.alias().equalsIgnoreCase(owner))
                .map(ReadTable::columns)
                .findFirst()
                .orElseGet(() -> known.columns("", owner));
        columns.forEach(column -> add(Rank.NAME, column.name(), "column", column.declaredType(), offers));
    }

    /** The columns that an expression can name: those of the innermost query first, with their table where they need it. */
    private void columns(Ranked offers) {
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Rank rank = Rank.NAME;
        for (Queries.Level level : levels()) {
            level.results().forEach(result -> add(Rank.RESULT, result.name(), "column", result.declaredType(), offers));
            for (ReadTable table : level.tables()) {
                for (Schema.Attribute column : table.columns()) {
                    boolean isUnique = isUnique(column, level) && !taken.contains(column.name());
                    String qualified = isUnique ? "" : written(table.alias()) + ".";
                    offers.add(
                            rank, new Completion(qualified + written(column.name()), "column", column.declaredType()));
                }
            }
            level.tables().forEach(table -> table.columns().forEach(column -> taken.add(column.name())));
            rank = level.tables().isEmpty() ? rank : Rank.OUTER_NAME;
        }
        if (taken.isEmpty() && (visible.isSelecting() || isReading())) {
            known.allColumns()
                    .forEach(column -> add(Rank.NAME, column.name(), "column", column.declaredType(), offers));
        }
        if (!typed.isEmpty()) {
            grammar.list("columns of every table")
                    .forEach(column -> add(Rank.OUTER_NAME, column, "column", "", offers));
        }
        aliases(offers);
    }

    /** Whether tables are read of which nothing is known. */
    private boolean isReading() {
        return visible.levels().stream().anyMatch(level -> !level.tables().isEmpty());
    }

    private static boolean isUnique(Schema.Attribute column, Queries.Level level) {
        return level.merged().contains(column.name())
                || level.tables().stream()
                                .filter(table -> table.column(column.name()).isPresent())
                                .count()
                        == 1;
    }

    /** The queries around the place; where rows have a name of their own, they stand for the outermost. */
    private List<Queries.Level> levels() {
        List<ReadTable> own =
                rows.stream().filter(row -> row.alias().equals(row.name())).toList();
        if (own.isEmpty()) {
            return visible.levels();
        }
        List<Queries.Level> levels = new ArrayList<>(visible.levels());
        levels.set(levels.size() - 1, new Queries.Level(own, Set.of(), List.of()));
        return levels;
    }

    private void aliases(Ranked offers) {
        rows.stream()
                .filter(row -> !row.alias().equals(row.name()))
                .forEach(row -> offers.add(Rank.ALIAS, new Completion(row.alias(), TABLE_KIND, row.name())));
        levels().forEach(level -> level.tables()
                .forEach(table -> add(
                        Rank.ALIAS,
                        table.alias(),
                        TABLE_KIND,
                        table.alias().equals(table.name()) ? "" : table.name(),
                        offers)));
    }

    private List<Schema.Attribute> columnsOf(String role) {
        if (role.equals("column")) {
            return place.roles().getOrDefault(role, List.of()).stream()
                    .map(token -> KnownTables.named(token.name()))
                    .toList();
        }
        return place.role(role)
                .map(table -> known.columns(database(table), table.name()))
                .orElse(List.of());
    }

    private void ofRole(Expected.Name name, Set<String> listed, Ranked offers) {
        List<Schema.Attribute> columns = place.role(name.of()).isPresent() ? columnsOf(name.of()) : known.allColumns();
        if (name.kind().equals("key")) {
            Set<String> unique = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            relation(name.of())
                    .ifPresent(relation -> relation.indexes().stream()
                            .filter(Schema.Index::unique)
                            .forEach(index -> unique.addAll(index.names())));
            columns = keysFirst(columns, unique);
        } else if (name.kind().equals("assigned")) {
            columns = keysLast(columns);
        }
        boolean isGiven = name.kind().equals("given") || name.kind().equals("assigned");
        columns.stream()
                .filter(column -> !listed.contains(column.name()))
                .filter(column -> !isGiven || !column.isGenerated())
                .forEach(column -> add(Rank.NAME, column.name(), "column", column.declaredType(), offers));
    }

    private static List<Schema.Attribute> keysLast(List<Schema.Attribute> columns) {
        return columns.stream()
                .sorted(Comparator.comparing(column -> column.primaryKeyPosition() > 0))
                .toList();
    }

    private static List<Schema.Attribute> keysFirst(List<Schema.Attribute> columns, Set<String> unique) {
        return Stream.of(
                        columns.stream().filter(column -> column.primaryKeyPosition() > 0),
                        columns.stream().filter(column -> unique.contains(column.name())),
                        columns.stream())
                .flatMap(part -> part)
                .distinct()
                .toList();
    }

    private void ownColumns(Set<String> listed, Ranked offers) {
        columnsOf("column").stream()
                .filter(column -> !listed.contains(column.name()))
                .forEach(column -> add(Rank.NAME, column.name(), "column", "", offers));
    }

    /** The columns that the joined table and the others have. */
    private void commonColumns(Set<String> listed, Ranked offers) {
        List<ReadTable> tables = innermost();
        if (tables.isEmpty()) {
            return;
        }
        ReadTable joined = joined(tables, before.size() - 1);
        for (Schema.Attribute column : joined.columns()) {
            boolean isCommon = tables.stream()
                    .anyMatch(table ->
                            table != joined && table.column(column.name()).isPresent());
            if (isCommon && !listed.contains(column.name())) {
                add(Rank.NAME, column.name(), "column", column.declaredType(), offers);
            }
        }
    }

    private List<ReadTable> innermost() {
        return visible.levels().isEmpty() ? List.of() : visible.levels().get(0).tables();
    }

    /** The table that is named last before a place. */
    private ReadTable joined(List<ReadTable> tables, int at) {
        for (int i = at; i >= 0; i--) {
            String name = before.get(i).isName() ? before.get(i).name() : "";
            Optional<ReadTable> found = tables.stream()
                    .filter(table -> table.alias().equalsIgnoreCase(name))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return tables.get(tables.size() - 1);
    }

    // Tables

    private void readable(Ranked offers) {
        visible.commonTables().forEach(name -> add(Rank.RESULT, name, TABLE_KIND, "WITH", offers));
        relations("", r -> true, offers);
        known.captured().forEach(name -> add(Rank.OUTER_NAME, name, TABLE_KIND, "captured", offers));
        known.saved().forEach(name -> add(Rank.OUTER_NAME, name, TABLE_KIND, "saved query", offers));
    }

    /** Those of a database, or of all; with their database where another of the same name is before it. */
    private void relations(String database, Predicate<Schema.Relation> isWanted, Ranked offers) {
        for (Schema.Relation relation : schema.relations()) {
            boolean isOfDatabase = database.isEmpty() || relation.database().equalsIgnoreCase(database);
            if (isOfDatabase && isWanted.test(relation)) {
                boolean isHidden =
                        database.isEmpty() && !schema.relation(relation.name()).equals(Optional.of(relation));
                String qualified = isHidden ? written(relation.database()) + "." : "";
                String kind = relation.kind() == Schema.Kind.VIEW ? "view" : TABLE_KIND;
                Rank rank = database.isEmpty() && !known.isOwn(relation.database()) ? Rank.OUTER_NAME : Rank.NAME;
                offers.add(rank, new Completion(qualified + written(relation.name()), kind, ""));
            }
        }
    }

    private void joinedTables(Ranked offers) {
        Map<Schema.Relation, List<String>> joinable = joins.behindJoin(innermost());
        joinable.forEach((relation, conditions) -> {
            String name = written(relation.name());
            offers.add(Rank.JOIN, new Completion(name, TABLE_KIND, "foreign key"));
            conditions.forEach(condition ->
                    offers.add(Rank.JOIN, new Completion(name + " ON " + condition, "join", "foreign key")));
        });
    }

    private void joinConditions(Ranked offers) {
        JoinConditions.joined(before).stream()
                .flatMap(alias -> joins.behindOn(alias, innermost()).stream())
                .forEach(condition -> offers.add(Rank.JOIN, new Completion(condition, "join", "foreign key")));
    }

    // Other names

    private Stream<String> indexes() {
        return schema.relations().stream().flatMap(Offers::indexes);
    }

    private static Stream<String> indexes(Schema.Relation relation) {
        return relation.indexes().stream().filter(index -> !index.implied()).map(Schema.Index::name);
    }

    private Stream<String> attached() {
        return schema.databases().stream().filter(database -> !known.isOwn(database));
    }

    private void databases(Ranked offers) {
        if (!typed.isEmpty()) {
            schema.databases().forEach(database -> add(Rank.OUTER_NAME, database, "database", "", offers));
        }
    }

    /** The windows that the statement defines: {@code WINDOW name AS (…)}. */
    private void windows(Ranked offers) {
        List<Token> all = new ArrayList<>(before);
        all.addAll(behind);
        boolean isBehindWindow = false;
        for (int i = 0; i + 1 < all.size(); i++) {
            isBehindWindow |= all.get(i).is("WINDOW");
            if (isBehindWindow && grammar.isName(all.get(i)) && all.get(i + 1).is("AS")) {
                add(Rank.NAME, all.get(i).name(), "window", "", offers);
            }
        }
    }

    private void functions(Ranked offers) {
        Map<String, Schema.Function> byName = new HashMap<>();
        schema.functions().forEach(function -> byName.put(function.name(), function));
        grammar.list("common functions").stream()
                .filter(byName::containsKey)
                .forEach(name -> function(Rank.COMMON_FUNCTION, byName.get(name), offers));
        schema.functions().forEach(function -> function(Rank.FUNCTION, function, offers));
    }

    private static void function(Rank rank, Schema.Function function, Ranked offers) {
        String open = function.signature().endsWith("()") ? "()" : "(";
        offers.add(
                rank,
                new Completion(
                        function.name() + open,
                        "function",
                        function.signature().substring(function.name().length())));
    }
}
