package rowan.sql.sqlite.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.sql.sqlite.problem.RefusedStatement.Finding;
import rowan.sql.sqlite.text.SqliteHabits;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * A statement that SQLite's parser refuses, with what was most likely meant. Each rule mends the statement in its own way, and
 * speaks only where the parser accepts what it has mended.
 */
final class SqliteSyntax {

    /** The words that are left out most often, in the order in which they are tried before the token that is refused. */
    private static final List<String> LEFT_OUT = List.of(
            "FROM", "JOIN", "BY", "INTO", "SET", "VALUES", "TABLE", "INDEX", "END", "THEN", "AS", ")", ",", "=", "AND",
            "ON", "WHERE", ";");

    /** The same before the token in front of it, which was taken for the alias of a table. */
    private static final List<String> LEFT_OUT_BEFORE = List.of("ON", "WHERE");

    /** What a comma stands for by mistake. */
    private static final List<String> INSTEAD_OF_COMMA = List.of("AND", "AS");

    private static final Set<String> CLAUSES = Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT");
    private static final String BODY = "The body of a trigger is BEGIN …; END, with a ; behind each of its statements.";
    private static final int FARTHEST = 60;
    private static final int NEAR = 2;
    private static final int MOST_KEYWORDS = 5;
    private static final int MOST_STATEMENTS = 5;

    private final SqliteParser parser;
    private final Statement statement;
    private final RefusedStatement refused;
    private final TextRules texts;
    private final String text;
    private final List<Token> tokens;
    private final SqliteLexicon lexicon;

    SqliteSyntax(SqliteParser parser, Statement statement) {
        this.parser = parser;
        this.statement = statement;
        this.refused = RefusedStatement.of(parser, statement);
        this.texts = new TextRules(refused);
        this.text = refused.text();
        this.tokens = refused.tokens();
        this.lexicon = refused.lexicon();
    }

    /** A word or sign that the parser does not expect. */
    Problem unexpected(String code, String near, String complaint) {
        OptionalInt at = parser.place(complaint, near, text, tokens);
        Optional<Finding> found = beginning(at.orElse(0))
                .or(this::foreignSigns)
                .or(() -> at.isPresent() ? meant(at.getAsInt()) : Optional.empty());
        int place = found.map(Finding::at).orElse(at.orElse(-1));
        String sentence = "SQLite does not understand this at "
                + RefusedStatement.shortened(
                        place < 0 ? near : tokens.get(place).text());
        return problem(code, sentence, place, found);
    }

    /** A sign that SQLite does not know, or a quote that is never closed. */
    Problem unrecognized(String code, String sign) {
        Token last = tokens.get(tokens.size() - 1);
        Optional<Finding> found = beginning(0).or(this::foreignSigns);
        if (found.isEmpty() && last.kind() == Token.Kind.UNFINISHED && sign.equals(last.text())) {
            String quote = last.text().substring(0, 1);
            String doubled = quote.equals("'") ? " A quote within text is written twice: 'O''Brien'." : "";
            return at(
                    Problem.of(
                            code,
                            "the " + quote + " that begins here is never closed",
                            "Close it with " + (quote.equals("[") ? "]" : quote) + "." + doubled),
                    last.from(),
                    last.from() + 1);
        }
        int place = -1;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            String token = tokens.get(i).text();
            place = sign.startsWith(token) || token.startsWith(sign) ? i : place;
        }
        int at = found.map(Finding::at).orElse(place);
        return problem(
                code,
                "SQLite knows no token "
                        + RefusedStatement.shortened(
                                at < 0 ? sign : tokens.get(at).text()),
                at,
                at < 0 ? found : found.or(() -> habit(at)));
    }

    /** A statement that ends too early. */
    Problem incomplete(String code) {
        Optional<Finding> found = beginning(tokens.size() - 1)
                .or(this::foreignSigns)
                .or(texts::patternWithoutQuotes)
                .or(this::openParenthesis)
                .or(() -> Optional.of(new Finding(tokens.size() - 1, missingAtTheEnd())));
        return problem(code, "the statement is not finished", found.get().at(), found);
    }

    /**
     * A habit of other engines that the whole statement is.
     *
     * @param at what is marked
     */
    private Optional<Finding> beginning(int at) {
        return SqliteHabits.all().beginning(tokens).map(habit -> new Finding(at, habit.way()));
    }

    private Optional<Finding> openParenthesis() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).text().equals("(")) {
                open.add(i);
            } else if (tokens.get(i).text().equals(")") && !open.isEmpty()) {
                open.remove(open.size() - 1);
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(open.get(open.size() - 1), "This ( is never closed."));
    }

    private String missingAtTheEnd() {
        String last = tokens.get(tokens.size() - 1).text();
        if (isTrigger()) {
            return BODY;
        }
        if (isOpenCase()) {
            return "END is missing: CASE … WHEN … THEN … END.";
        }
        return last.equals(",")
                ? "The comma is one too many, or something is missing behind it."
                : "Something is missing behind " + RefusedStatement.shortened(last) + ".";
    }

    private boolean isOpenCase() {
        long begun = tokens.stream().filter(token -> token.is("CASE")).count();
        return begun > tokens.stream().filter(token -> token.is("END")).count()
                && tokens.stream().anyMatch(token -> token.is("THEN"))
                && !refused.isKeyword(tokens.size() - 1);
    }

    private Problem problem(String code, String sentence, int place, Optional<Finding> found) {
        Problem problem =
                Problem.of(code, sentence, found.map(Finding::sentence).stream().toArray(String[]::new));
        return place < 0
                ? problem
                : at(problem, tokens.get(place).from(), tokens.get(place).to());
    }

    private Problem at(Problem problem, int from, int to) {
        return problem.at(statement.passage(from, to));
    }

    private Optional<Finding> meant(int at) {
        return Stream.<IntFunction<Optional<Finding>>>of(
                        this::habit,
                        this::commaLeftOver,
                        texts::quoteWithinText,
                        this::semicolonMissing,
                        this::keywordMisspelt,
                        this::nothingSelected,
                        this::keywordTwice,
                        this::keywordAsName,
                        texts::valueWithoutQuotes,
                        this::signsSwapped,
                        this::clauseTooLate,
                        this::wordInsteadOfComma,
                        this::wordMissing,
                        this::parenthesesMissing,
                        texts::textWithoutQuotes,
                        this::parameterAsName,
                        this::oneTooMany,
                        this::nameMissing,
                        this::bodyMissing,
                        this::firstWordMisspelt)
                .flatMap(rule -> rule.apply(at).stream())
                .findFirst();
    }

    /** Marked where it begins, if that is near. */
    private Optional<Finding> habit(int at) {
        return SqliteHabits.all()
                .around(at, tokens)
                .map(habit -> new Finding(at - habit.from() > NEAR ? at : habit.from(), habit.way()));
    }

    /** What word processors, web pages and wide keyboards put in place of the keyboard's own signs. */
    private Optional<Finding> foreignSigns() {
        return first(ForeignSigns::straightened)
                .or(() -> parser.accepts(ForeignSigns.narrow(text)) ? first(ForeignSigns::narrowed) : Optional.empty());
    }

    private Optional<Finding> first(Function<Token, Optional<String>> rule) {
        return IntStream.range(0, tokens.size())
                .boxed()
                .flatMap(at -> rule.apply(tokens.get(at)).map(sentence -> new Finding(at, sentence)).stream())
                .findFirst();
    }

    private Optional<Finding> parameterAsName(int at) {
        Token token = tokens.get(at);
        String name = token.text().substring(1);
        return token.kind() == Token.Kind.PARAMETER && !name.isEmpty() && refused.accepts(at, at + 1, "\"name\"")
                ? Finding.of(
                        at,
                        "A parameter is a value, and here belongs a name: {{" + name + "}} puts the text of " + name
                                + " in.")
                : Optional.empty();
    }

    private Optional<Finding> commaLeftOver(int at) {
        return refused.is(at - 1, ",") && refused.accepts(at - 1, at, "")
                ? Finding.of(at, "The comma before " + refused.name(at) + " is one too many.")
                : Optional.empty();
    }

    private Optional<Finding> semicolonMissing(int at) {
        return divides(text, tokens, at, MOST_STATEMENTS)
                ? Finding.of(at, "A ; is missing before " + refused.name(at) + ".")
                : Optional.empty();
    }

    /** Whether one statement ends before a token and another begins with it, which may lack its semicolon, too. */
    private boolean divides(String several, List<Token> pieces, int at, int most) {
        boolean begins = at > 0
                && lexicon.statementWords().contains(pieces.get(at).text().toUpperCase(Locale.ROOT));
        if (!begins || !parser.accepts(several.substring(0, pieces.get(at).from()))) {
            return false;
        }
        String rest = several.substring(pieces.get(at).from());
        if (most == 0 || parser.accepts(rest)) {
            return true;
        }
        List<Token> next = refused.significant(rest);
        OptionalInt stop = parser.stop(rest, next);
        return stop.isPresent() && divides(rest, next, stop.getAsInt(), most - 1);
    }

    /** The error is found later as often as not: the word was taken for a name. */
    private Optional<Finding> keywordMisspelt(int at) {
        for (int i = at; i >= Math.max(0, at - 3); i--) {
            int place = i;
            Optional<String> keyword = nearKeywords(i)
                    .filter(word -> refused.accepts(place, place + 1, word))
                    .findFirst();
            if (keyword.isPresent()) {
                return Finding.of(i, "Did you mean " + keyword.get() + "?");
            }
        }
        return Optional.empty();
    }

    private Stream<String> nearKeywords(int at) {
        String upper = tokens.get(at).text().toUpperCase(Locale.ROOT);
        Collection<String> known = at == 0 ? lexicon.statementWords() : lexicon.keywords();
        boolean isName = tokens.get(at).kind() == Token.Kind.WORD && !refused.isKeyword(at);
        return isName ? Nearest.all(upper, known) : Stream.empty();
    }

    /** There may be more mistakes behind it. */
    private Optional<Finding> firstWordMisspelt(int at) {
        return at == 0
                ? nearKeywords(0).findFirst().map(word -> new Finding(0, "Did you mean " + word + "?"))
                : Optional.empty();
    }

    /** {@code SELECT FROM users}. */
    private Optional<Finding> nothingSelected(int at) {
        return at > 0
                        && (tokens.get(at - 1).is("SELECT")
                                || tokens.get(at - 1).is("DISTINCT"))
                        && tokens.get(at).is("FROM")
                        && refused.accepts(at, at, "*")
                ? Finding.of(at, "What is to be selected is missing: SELECT * FROM … gives all columns.")
                : Optional.empty();
    }

    private Optional<Finding> keywordTwice(int at) {
        return at > 0
                        && refused.isKeyword(at)
                        && tokens.get(at - 1).is(refused.upper(at))
                        && refused.accepts(at, at + 1, "")
                ? Finding.of(at, refused.name(at) + " is there twice.")
                : Optional.empty();
    }

    /** The same keyword may be meant as a name in further places. */
    private Optional<Finding> keywordAsName(int at) {
        String word = tokens.get(at).text();
        if (!refused.isKeyword(at) || at == 0) {
            return Optional.empty();
        }
        String mended = text;
        int place = at;
        for (int i = 0; i < MOST_KEYWORDS; i++) {
            List<Token> now = refused.significant(mended);
            Token token = now.get(place);
            mended = mended.substring(0, token.from()) + '"' + token.text() + '"' + mended.substring(token.to());
            if (parser.accepts(mended)) {
                return Finding.of(at, word + " is a word of SQL; as a name it needs quotes: \"" + word + "\"");
            }
            List<Token> next = refused.significant(mended);
            OptionalInt stop = parser.stop(mended, next);
            if (stop.isEmpty() || !next.get(stop.getAsInt()).is(word)) {
                return Optional.empty();
            }
            place = stop.getAsInt();
        }
        return Optional.empty();
    }

    /** {@code =<}. */
    private Optional<Finding> signsSwapped(int at) {
        if (at == 0 || !refused.isTogether(at - 1)) {
            return Optional.empty();
        }
        String swapped = tokens.get(at).text() + tokens.get(at - 1).text();
        return RefusedStatement.COMPARISONS.contains(swapped) && refused.accepts(at - 1, at + 1, swapped)
                ? Finding.of(at - 1, "Did you mean " + swapped + "?")
                : Optional.empty();
    }

    /** {@code ORDER BY name WHERE age > 3}. */
    private Optional<Finding> clauseTooLate(int at) {
        boolean isJoin = tokens.get(at).is("JOIN")
                || tokens.get(at).is("LEFT")
                || tokens.get(at).is("INNER");
        if (!isJoin && !CLAUSES.contains(refused.upper(at))) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < tokens.size() && !CLAUSES.contains(refused.upper(end)) && !refused.is(end, ")")) {
            end++;
        }
        String clause =
                text.substring(tokens.get(at).from(), tokens.get(end - 1).to());
        for (int i = at - 1; i > 0; i--) {
            if (CLAUSES.contains(refused.upper(i))) {
                String before = text.substring(0, tokens.get(i).from());
                String between =
                        text.substring(tokens.get(i).from(), tokens.get(at).from());
                String behind = text.substring(tokens.get(end - 1).to());
                if (parser.accepts(before + clause + " " + between + behind)) {
                    return Finding.of(at, refused.name(at) + " comes before " + refused.name(i) + ".");
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> wordMissing(int at) {
        return missing(at, at, LEFT_OUT)
                .or(() -> at > 1 && tokens.get(at - 1).isName() && !refused.isKeyword(at - 1)
                        ? missing(at - 1, at, LEFT_OUT_BEFORE)
                        : Optional.empty());
    }

    private Optional<Finding> missing(int before, int marked, List<String> words) {
        return words.stream()
                .filter(word -> mayBeMissing(word, before) && refused.accepts(before, before, word))
                .findFirst()
                .map(word -> new Finding(
                        marked,
                        (word.equals(",") ? "A comma" : word.length() == 1 ? "A " + word : word) + " is missing before "
                                + refused.name(before) + "."));
    }

    /** Some words would be taken for a name, and what stands behind a semicolon for another statement. */
    private boolean mayBeMissing(String word, int before) {
        return switch (word) {
            case "BY" -> before > 0 && Set.of("GROUP", "ORDER", "PARTITION").contains(refused.upper(before - 1));
            case "END" -> tokens.stream().anyMatch(token -> token.is("CASE"));
            case "=" -> before > 0 && tokens.get(before - 1).isName() && isLiteral(before);
            case ";" -> isTrigger();
            default -> true;
        };
    }

    private boolean isLiteral(int at) {
        Token.Kind kind = tokens.get(at).kind();
        return kind == Token.Kind.STRING || kind == Token.Kind.NUMBER || kind == Token.Kind.PARAMETER;
    }

    private boolean isTrigger() {
        return tokens.stream().limit(4).anyMatch(token -> token.is("TRIGGER"));
    }

    /** {@code BETWEEN 20, 40}. */
    private Optional<Finding> wordInsteadOfComma(int at) {
        return INSTEAD_OF_COMMA.stream()
                .filter(word -> refused.is(at, ",") && refused.accepts(at, at + 1, word))
                .findFirst()
                .map(word -> new Finding(at, word + " belongs here in place of the comma."));
    }

    private Optional<Finding> bodyMissing(int at) {
        return isTrigger() && tokens.stream().noneMatch(token -> token.is("BEGIN"))
                ? Finding.of(at, BODY)
                : Optional.empty();
    }

    private Optional<Finding> parenthesesMissing(int at) {
        int farthest = Math.min(tokens.size(), at + FARTHEST);
        for (int end = at + 1; at > 0 && end <= farthest; end++) {
            String part =
                    text.substring(tokens.get(at).from(), tokens.get(end - 1).to());
            if (refused.accepts(at, end, "(" + part + ")")) {
                return Finding.of(at, "This stands in parentheses: (" + RefusedStatement.shortened(part) + ")");
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> oneTooMany(int at) {
        return at > 0 && !lacksWhatIsBefore(at) && refused.accepts(at, at + 1, "")
                ? Finding.of(at, refused.name(at) + " is one too many here.")
                : Optional.empty();
    }

    /** {@code age > 1 AND < 5}, {@code SET WHERE id = 1}: left out, it would leave another meaning behind. */
    private boolean lacksWhatIsBefore(int at) {
        return CLAUSES.contains(refused.upper(at))
                || RefusedStatement.COMPARISONS.contains(tokens.get(at).text())
                        && !RefusedStatement.COMPARISONS.contains(
                                tokens.get(at - 1).text());
    }

    private Optional<Finding> nameMissing(int at) {
        return at > 0
                        && Stream.of("\"name\"", "\"name\" = 1", "SET \"name\" = 1")
                                .anyMatch(part -> refused.accepts(at, at, part))
                ? Finding.of(
                        at, "Something is missing between " + refused.name(at - 1) + " and " + refused.name(at) + ".")
                : Optional.empty();
    }
}
