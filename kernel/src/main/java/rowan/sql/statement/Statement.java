package rowan.sql.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.model.Passage;
import rowan.workspace.cell.Source;

/**
 * One statement of a cell.
 *
 * @param source its text without the semicolon, and where it stands in the cell
 * @param tokens its tokens, with places within {@code source}
 * @param significant those of the tokens that mean something to the engine
 * @param verb the keyword that says what it does, in capitals: of {@code WITH …} the one behind the definitions, else the
 *     first word
 */
public record Statement(Source source, List<Token> tokens, List<Token> significant, String verb) {

    private static final Set<String> WITH_VERBS = Set.of("SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");
    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES");
    private static final Set<String> ROW_CHANGES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    /** A statement with what its tokens say. */
    public static Statement of(Source source, List<Token> tokens) {
        List<Token> significant = tokens.stream().filter(Token::isSignificant).toList();
        return new Statement(source, List.copyOf(tokens), significant, verb(significant));
    }

    /** Its text. */
    public String text() {
        return source.text();
    }

    /** The line of the cell with a span of this statement marked; of the line, as much as is this statement's. */
    public Passage passage(int from, int to) {
        Passage within = Passage.of(text(), from, to);
        return new Passage(within.line(), within.number() + source.line() - 1, within.from(), within.to());
    }

    private static String verb(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return "";
        }
        if (tokens.get(0).is("WITH")) {
            int depth = 0;
            String before = "";
            for (Token token : tokens) {
                depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
                String word = token.text().toUpperCase(Locale.ROOT);
                // Behind the last definition; before it, a definition may be called REPLACE.
                if (depth == 0 && before.equals(")") && WITH_VERBS.contains(word)) {
                    return word;
                }
                before = token.text();
            }
        }
        return tokens.get(0).text().toUpperCase(Locale.ROOT);
    }

    /** Whether it is a query by its verb. Whether that changes something too, its engine tells. */
    public boolean isQuery() {
        return QUERIES.contains(verb);
    }

    /** What it does to the transaction; empty where it does nothing to it by itself. */
    public Optional<TransactionControl> transactionControl() {
        return TransactionControl.of(this);
    }

    /** Whether it inserts, updates or deletes rows. */
    public boolean changesRows() {
        return ROW_CHANGES.contains(verb);
    }

    /** The table whose rows it changes, or that it drops or alters, without the name of its database. */
    public Optional<String> changedTable() {
        if (verb.equals("DROP") || verb.equals("ALTER")) {
            return Optional.of(CommandTag.nameOf(significant)).filter(name -> !name.isEmpty());
        }
        return changesRows() ? Optional.of(nameBehindVerb()).filter(name -> !name.isEmpty()) : Optional.empty();
    }

    /** The name behind INTO, UPDATE or FROM, past the words of a conflict clause; empty where the statement ends before. */
    private String nameBehindVerb() {
        List<Token> tokens = significant;
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).is(verb)) {
            at++;
        }
        at++;
        if (at < tokens.size() && tokens.get(at).is("OR")) {
            at += 2;
        }
        if (at < tokens.size() && (tokens.get(at).is("INTO") || tokens.get(at).is("FROM"))) {
            at++;
        }
        if (at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".")) {
            at += 2;
        }
        return at < tokens.size() ? tokens.get(at).name() : "";
    }

    /** The part of the statement from a place on. */
    public Statement from(int place) {
        List<Token> rest = tokens.stream()
                .filter(t -> t.from() >= place)
                .map(t -> new Token(t.kind(), t.text(), t.from() - place, t.to() - place))
                .toList();
        return of(source.part(place, text().length()), rest);
    }
}
