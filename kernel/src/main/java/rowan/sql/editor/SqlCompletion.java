package rowan.sql.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.connection.Connections;
import rowan.sql.editor.Ranked.Rank;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.sql.text.Capture;
import rowan.sql.text.Snippets;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Completions.Completion;

/**
 * What could be written at a place in SQL: what the engine's grammar expects there, by the names of the last picture of the
 * schema and of the queries around the place. Open {@link Offers} for which names these are.
 */
public final class SqlCompletion {

    private static final String QUOTE = "\"";

    private static final Set<Token.Kind> FINISHED =
            Set.of(Token.Kind.NUMBER, Token.Kind.BLOB, Token.Kind.STRING, Token.Kind.QUOTED_NAME);

    private final Connections connections;
    private final Lexicon lexicon;
    private final Snippets snippets;
    private final Bindings bindings;

    private SqlCompletion(Connections connections, Snippets snippets, Bindings bindings) {
        this.connections = connections;
        this.lexicon = connections.dialect().lexicon();
        this.snippets = snippets;
        this.bindings = bindings;
    }

    public static Completions at(String text, int at, Connections connections, Snippets snippets, Bindings bindings) {
        return new SqlCompletion(connections, snippets, bindings).at(text, at);
    }

    private Completions at(String text, int at) {
        String before = text.substring(0, at);
        List<Integer> starts = lexicon.starts(before);
        int start = starts.get(starts.size() - 1);
        List<Token> tokens = lexicon.tokenize(before.substring(start));
        Optional<Token> last = tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
        if (last.filter(SqlCompletion::takesNothing).isPresent()) {
            return Completions.none(at);
        }
        String typed = last.filter(SqlCompletion::isBegun).map(Token::text).orElse("");
        int from = at - typed.length();
        int to = wordEnd(text, at, typed);
        List<Token> written = significant(tokens, from - start);
        List<Token> following = following(text.substring(to));
        Ranked offers = new Ranked(typed);
        if (typed.startsWith(":") || typed.startsWith("@") || typed.startsWith("$")) {
            variables(text.substring(0, from)).forEach(name -> offers.add(Rank.NAME, variable(typed.charAt(0), name)));
        } else if (isPasting(written)) {
            boolean isClosed = following.size() > 1 && following.get(0).text().equals("}");
            variables(text.substring(0, from))
                    .map(name -> new Completion(name + (isClosed ? "" : "}}"), "variable", ""))
                    .forEach(offer -> offers.add(Rank.NAME, offer));
        } else {
            Schema schema = connections.foreseen(text, at);
            KnownTables known = new KnownTables(schema, connections.dialect(), snippets, bindings);
            new Offers(known, lexicon, pasted(written), pasted(following), typed).addTo(offers);
        }
        return new Completions(offers.list(), from, to);
    }

    /** Whether nothing can be written behind a token: it is a text, a comment, or something that is finished. */
    private static boolean takesNothing(Token token) {
        return switch (token.kind()) {
            case COMMENT -> token.text().startsWith("--");
            case UNFINISHED -> !token.text().startsWith(QUOTE);
            default -> FINISHED.contains(token.kind());
        };
    }

    /** Whether a token may be the beginning of a longer one. */
    private static boolean isBegun(Token token) {
        return switch (token.kind()) {
            case WORD, PARAMETER, UNFINISHED -> true;
            default ->
                token.text().equals(":")
                        || token.text().equals("@")
                        || token.text().equals("$");
        };
    }

    /** The end of the word or the name in quotes that the cursor is in. */
    private static int wordEnd(String text, int at, String typed) {
        int end = at;
        while (!typed.isEmpty() && end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        if (typed.startsWith(QUOTE)) {
            return text.startsWith(QUOTE, end) ? end + 1 : at;
        }
        return end;
    }

    private static List<Token> significant(List<Token> tokens, int end) {
        return tokens.stream()
                .filter(token -> token.isSignificant() && token.to() <= end)
                .toList();
    }

    /** What follows in the same statement. */
    private List<Token> following(String rest) {
        return lexicon.tokenize(rest).stream()
                .filter(Token::isSignificant)
                .takeWhile(token -> token.kind() != Token.Kind.SEMICOLON)
                .toList();
    }

    /** Whether {@code {{} stands before the place, which pastes the value of an expression. */
    private static boolean isPasting(List<Token> written) {
        int size = written.size();
        return size > 1
                && written.get(size - 1).text().equals("{")
                && written.get(size - 2).text().equals("{");
    }

    /** The tokens with one word for each {@code {{expression}}}. */
    private static List<Token> pasted(List<Token> tokens) {
        List<Token> pasted = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.text().equals("{") ? 1 : 0;
            if (depth == 0) {
                pasted.add(token);
            }
            if (depth > 0 && token.text().equals("}") && --depth == 0) {
                pasted.add(new Token(Token.Kind.WORD, "pasted", token.from(), token.to()));
            }
        }
        return pasted;
    }

    /** The names that are bound, and those that the cell will bind. */
    private Stream<String> variables(String before) {
        Stream<String> captured = lexicon.split(Source.of(before)).stream()
                .flatMap(statement -> Capture.of(statement).map(Capture::name).stream());
        return Stream.concat(captured, bindings.names().stream());
    }

    private Completion variable(char sign, String name) {
        String parameter = sign + name;
        return new Completion(
                parameter,
                "variable",
                BoundName.of(parameter, bindings).map(BoundName::type).orElse(""));
    }
}
