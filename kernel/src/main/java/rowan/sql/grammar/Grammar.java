package rowan.sql.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import rowan.sql.statement.Token;

/**
 * An engine's statements, written down so that one can tell what may stand where.
 *
 * <p>The notation is that of EBNF: {@code rule = …} with {@code [ … ]} for what may be missing, {@code { … }} for what may be
 * repeated, and {@code |} between alternatives, of which all are followed. Besides,
 *
 * <ul>
 *   <li>{@code ORDER-BY} are keywords that are offered together;
 *   <li>{@code 'json_each('} is a word that is offered as it stands here, the parenthesis with it, or a sign, which never is;
 *       {@code "row_number"} a word that is understood and not offered;
 *   <li>{@code <table>} is a name of that kind, {@code <table as target>} one whose role is remembered, {@code <column
 *       of target>} one that belongs to it;
 *   <li>{@code @NEW=target} gives the rows of a table a further name, {@code @=target} their own;
 *   <li>{@code !} before something makes its words likelier, {@code !!} still more, {@code ~} less likely;
 *   <li>{@code name: word word …} is a list, and {@code #} begins a comment.
 * </ul>
 */
public final class Grammar {

    private static final String START = "statement";

    /** Where more than this is wrong, nobody can tell what is meant. */
    private static final int MOST_MISTAKES = 8;

    /** Keywords that may be names all the same. */
    private static final String NAMES = "names";

    private final Map<String, Node> rules;
    private final Map<String, List<String>> lists;
    private final Set<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private Grammar(Notation notation, Set<String> keywords) {
        this.rules = notation.rules();
        this.lists = notation.lists();
        this.keywords.addAll(keywords);
        this.names.addAll(list(NAMES));
    }

    /**
     * Reads a grammar.
     *
     * @param keywords which are no names
     * @throws IllegalArgumentException if the notation is not kept
     */
    public static Grammar of(String text, Set<String> keywords) {
        return new Grammar(Notation.read(text), keywords);
    }

    /** The words of a list; none where there is no such list. */
    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    Node rule(String name) {
        Node rule = rules.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("a grammar has no rule " + name);
        }
        return rule;
    }

    /** Whether a token can be a name. */
    public boolean isName(Token token) {
        return isPlainName(token) || token.kind() == Token.Kind.WORD && names.contains(token.text());
    }

    /** Whether a token can be nothing but a name. */
    public boolean isPlainName(Token token) {
        return token.kind() == Token.Kind.QUOTED_NAME
                || token.kind() == Token.Kind.WORD && !keywords.contains(token.text());
    }

    /**
     * What may stand behind the tokens of a statement, without blanks and comments. What is wrong with them is passed over as
     * far as possible.
     */
    public Place behind(List<Token> tokens) {
        List<Token> rest = tokens;
        Recognition reading = read(rest);
        for (int mistakes = 0; mistakes < MOST_MISTAKES && !reading.isThrough() && !reading.isGivenUp(); mistakes++) {
            rest = mended(rest, reading.farthest());
            reading = read(rest);
        }
        return reading.place();
    }

    /** Whether tokens are a statement or its beginning, with nothing wrong. */
    public boolean isBeginning(List<Token> tokens) {
        return read(tokens).isThrough();
    }

    private Recognition read(List<Token> tokens) {
        return new Recognition(this, tokens).of(START);
    }

    /**
     * The tokens without what is wrong at a place: all before it where a statement begins there, else it, or what leads to it,
     * or a parenthesis that is open there.
     */
    private List<Token> mended(List<Token> tokens, int wrong) {
        List<Token> fresh = tokens.subList(wrong, tokens.size());
        if (wrong > 0 && read(fresh.subList(0, 1)).isThrough()) {
            return fresh;
        }
        IntStream places = IntStream.of(wrong, wrong - 1, open(tokens, wrong)).filter(place -> place >= 0);
        return places.mapToObj(place -> without(tokens, place))
                .max(Comparator.comparingInt(rest -> read(rest).farthest()))
                .orElseThrow();
    }

    /** The last parenthesis before a place that is open there; negative where there is none. */
    private static int open(List<Token> tokens, int place) {
        int closed = 0;
        for (int i = place - 1; i >= 0; i--) {
            String text = tokens.get(i).text();
            if (text.equals("(") && closed-- == 0) {
                return i;
            }
            closed += text.equals(")") ? 1 : 0;
        }
        return -1;
    }

    private static List<Token> without(List<Token> tokens, int place) {
        List<Token> rest = new ArrayList<>(tokens);
        rest.remove(place);
        return rest;
    }
}
