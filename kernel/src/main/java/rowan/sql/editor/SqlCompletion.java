package rowan.sql.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.connection.Connections;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.text.Capture;
import rowan.sql.text.Scope;
import rowan.sql.text.Snippets;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Completions.Completion;

/** What could be written at a place in SQL, from the tokens around it and the last picture of the schema. */
public final class SqlCompletion {

    private static final Set<String> TABLE_FOLLOWS = Set.of("FROM", "JOIN", "INTO", "UPDATE", "TABLE", "VIEW", "ON");

    private final Lexicon lexicon;
    private final Schema schema;
    private final Snippets snippets;
    private final Bindings bindings;

    private SqlCompletion(Lexicon lexicon, Schema schema, Snippets snippets, Bindings bindings) {
        this.lexicon = lexicon;
        this.schema = schema;
        this.snippets = snippets;
        this.bindings = bindings;
    }

    public static Completions at(String text, int at, Connections connections, Snippets snippets, Bindings bindings) {
        Lexicon lexicon = connections.dialect().lexicon();
        return new SqlCompletion(lexicon, connections.foreseen(text, at), snippets, bindings).at(text, at);
    }

    private Completions at(String text, int at) {
        List<Token> before = lexicon.tokenize(text.substring(0, at));
        Optional<Token> last = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        if (last.filter(t ->
                        t.kind() == Token.Kind.COMMENT && !text.substring(0, at).endsWith("\n"))
                .isPresent()) {
            return Completions.none(at);
        }
        if (last.filter(t -> t.kind() == Token.Kind.UNFINISHED).isPresent()) {
            boolean name = last.get().text().startsWith("\"");
            return name ? quoted(last.get(), at) : Completions.none(at);
        }
        String typed = last.filter(t -> t.kind() == Token.Kind.WORD || t.kind() == Token.Kind.PARAMETER)
                .map(Token::text)
                .orElse(last.filter(t -> t.text().equals(":")
                                || t.text().equals("@")
                                || t.text().equals("$"))
                        .map(Token::text)
                        .orElse(""));
        int from = at - typed.length();
        List<Token> significant = significant(text.substring(0, from));
        Stream<Completion> offers = typed.startsWith(":") || typed.startsWith("@") || typed.startsWith("$")
                ? variables(typed.substring(0, 1), text.substring(0, from))
                : offers(significant, around(text, at), typed);
        return new Completions(matching(offers, typed), from, at);
    }

    /** The tokens of the statement so far that mean something. */
    private List<Token> significant(String before) {
        List<Integer> starts = lexicon.starts(before);
        String statement = before.substring(starts.get(starts.size() - 1));
        return lexicon.tokenize(statement).stream().filter(Token::isSignificant).toList();
    }

    /** What the statement at a place reads, behind the place too. */
    private Around around(String text, int at) {
        List<Token> tokens = List.of();
        for (Statement statement : lexicon.split(Source.of(text))) {
            if (statement.source().offset() <= at) {
                tokens = statement.significant();
            }
        }
        Scope scope = Scope.of(tokens);
        return new Around(scope, CommonTables.of(tokens, scope, schema));
    }

    private record Around(Scope scope, CommonTables common) {}

    private Completions quoted(Token open, int at) {
        Stream<Completion> names = Stream.concat(
                schema.relations().stream().map(r -> new Completion('"' + r.name() + '"', kind(r), "")),
                schema.relations().stream()
                        .flatMap(r -> r.attributes().stream().map(a -> column(a, '"' + a.name() + '"'))));
        return new Completions(matching(names, open.text()), open.from(), at);
    }

    private Stream<Completion> offers(List<Token> before, Around around, String typed) {
        if (before.isEmpty()) {
            return words(lexicon.statementWords(), typed, false);
        }
        Scope scope = around.scope();
        boolean small = isSmall(before.get(0).text());
        Token last = before.get(before.size() - 1);
        if (last.text().equals(".") && before.size() > 1) {
            return members(before.get(before.size() - 2).name(), around);
        }
        boolean table = last.kind() == Token.Kind.WORD
                && TABLE_FOLLOWS.contains(last.text().toUpperCase(Locale.ROOT))
                && !(last.is("ON") && scope.tables().size() > 1);
        JoinConditions joins = new JoinConditions(schema, lexicon);
        if (table) {
            Stream<Completion> joined = last.is("JOIN")
                    ? joins.behindJoin(scope).stream().map(join -> new Completion(join, "join", "foreign key"))
                    : Stream.empty();
            return Stream.concat(
                    Stream.concat(tables(scope), joined),
                    last.is("FROM") || last.is("JOIN") ? Stream.empty() : words(lexicon.keywords(), typed, small));
        }
        Stream<Completion> conditions = last.is("ON")
                ? JoinConditions.joined(before).stream()
                        .flatMap(alias -> joins.behindOn(alias, scope).stream())
                        .map(condition -> new Completion(condition, "join", "foreign key"))
                : Stream.empty();
        Stream<Completion> named = Stream.concat(conditions, Stream.concat(columns(around), aliases(scope)));
        Stream<Completion> engine = Stream.concat(functions(), words(lexicon.keywords(), typed, small));
        boolean listsTables = last.text().equals(",") && lastClause(before).equals("FROM");
        return Stream.concat(listsTables ? tables(scope) : named, engine);
    }

    private static String lastClause(List<Token> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            String word = before.get(i).text().toUpperCase(Locale.ROOT);
            if (Set.of("SELECT", "FROM", "WHERE", "GROUP", "ORDER", "SET", "ON").contains(word)) {
                return word;
            }
        }
        return "";
    }

    /** What a name with a dot behind it contains: the columns of a table, or the tables of a database. */
    private Stream<Completion> members(String name, Around around) {
        Scope scope = around.scope();
        List<String> common = around.common().columns(scope.table(name).orElse(name));
        if (!common.isEmpty()) {
            return common.stream().map(column -> new Completion(lexicon.quote(column), "column", "WITH"));
        }
        Optional<Schema.Relation> relation = scope.relation(name, schema).or(() -> schema.relation(name));
        if (relation.isPresent()) {
            return relation.get().attributes().stream().map(a -> column(a, lexicon.quote(a.name())));
        }
        return schema.relations().stream()
                .filter(r -> r.database().equalsIgnoreCase(name))
                .map(r -> new Completion(lexicon.quote(r.name()), kind(r), ""));
    }

    private Stream<Completion> tables(Scope scope) {
        Stream<Completion> relations =
                schema.relations().stream().map(r -> new Completion(lexicon.quote(r.name()), kind(r), ""));
        Stream<Completion> defined = scope.withNames().stream().map(n -> new Completion(n, "table", "WITH"));
        Stream<Completion> saved = snippets.names().stream().map(n -> new Completion(n, "table", "saved query"));
        return Stream.concat(Stream.concat(defined, relations), saved);
    }

    /** The columns of the tables that the statement reads; of all tables while it reads none. */
    private Stream<Completion> columns(Around around) {
        Scope scope = around.scope();
        List<String> common = scope.tables().values().stream()
                .flatMap(table -> around.common().columns(table).stream())
                .toList();
        List<Schema.Relation> read = scope.relations(schema);
        boolean nothingRead = read.isEmpty() && common.isEmpty();
        Stream<Completion> plain = Stream.concat(
                common.stream().map(name -> new Completion(lexicon.quote(name), "column", "WITH")),
                (nothingRead ? schema.relations() : read)
                        .stream().flatMap(r -> r.attributes().stream()).map(a -> column(a, lexicon.quote(a.name()))));
        return Stream.concat(plain, ambiguous(scope));
    }

    /** Columns that several of the tables have, by their table: the name alone would say which only in a subquery. */
    private Stream<Completion> ambiguous(Scope scope) {
        Map<String, List<Completion>> byName = new LinkedHashMap<>();
        scope.tables()
                .keySet()
                .forEach(alias -> scope.relation(alias, schema).stream()
                        .flatMap(relation -> relation.attributes().stream())
                        .forEach(a -> byName.computeIfAbsent(
                                        a.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                                .add(column(a, lexicon.quote(alias) + "." + lexicon.quote(a.name())))));
        return byName.values().stream().filter(same -> same.size() > 1).flatMap(List::stream);
    }

    private static Stream<Completion> aliases(Scope scope) {
        return scope.tables().entrySet().stream()
                .map(e -> new Completion(e.getKey(), "table", e.getKey().equals(e.getValue()) ? "" : e.getValue()));
    }

    private Stream<Completion> functions() {
        return schema.functions().stream()
                .map(f -> new Completion(
                        f.name() + (f.signature().endsWith("()") ? "()" : "("),
                        "function",
                        f.signature().substring(f.name().length())));
    }

    /** Those that are there, and those that the cell will make. */
    private Stream<Completion> variables(String sign, String before) {
        Stream<String> captured = lexicon.split(Source.of(before)).stream()
                .flatMap(statement -> Capture.of(statement).map(Capture::name).stream());
        return Stream.concat(captured, bindings.names().stream())
                .map(name -> new Completion(sign + name, "variable", type(sign + name)));
    }

    private String type(String parameter) {
        return BoundName.of(parameter, bindings).map(BoundName::type).orElse("");
    }

    private static boolean isSmall(String word) {
        return !word.isEmpty() && word.equals(word.toLowerCase(Locale.ROOT));
    }

    /** Keywords in the letters the user types them in; where nothing is typed yet, in those the statement began with. */
    private static Stream<Completion> words(Set<String> words, String typed, boolean beganSmall) {
        boolean small = typed.isEmpty() ? beganSmall : isSmall(typed);
        return words.stream()
                .sorted()
                .map(word -> new Completion(small ? word.toLowerCase(Locale.ROOT) : word, "keyword", ""));
    }

    private static Completion column(Schema.Attribute attribute, String text) {
        return new Completion(text, "column", attribute.declaredType());
    }

    private static String kind(Schema.Relation relation) {
        return relation.kind() == Schema.Kind.VIEW ? "view" : "table";
    }

    /** The offers that begin with what was typed, one per text, columns and tables before functions and keywords. */
    private static List<Completion> matching(Stream<Completion> offers, String typed) {
        Map<String, Completion> matching = new LinkedHashMap<>();
        String wanted = typed.toLowerCase(Locale.ROOT);
        offers.filter(o -> o.text().toLowerCase(Locale.ROOT).startsWith(wanted)
                        || o.text().toLowerCase(Locale.ROOT).startsWith('"' + wanted)
                        || o.kind().equals("column")
                                && o.text().toLowerCase(Locale.ROOT).contains("." + wanted))
                .forEach(o -> matching.putIfAbsent(o.text().toLowerCase(Locale.ROOT), o));
        List<Completion> all = new ArrayList<>(matching.values());
        all.sort(Comparator.comparingInt(o -> List.of("function", "keyword").indexOf(o.kind())));
        return all;
    }
}
