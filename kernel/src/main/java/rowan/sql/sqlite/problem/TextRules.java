package rowan.sql.sqlite.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.sql.sqlite.problem.RefusedStatement.Finding;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Token;

/** Text that has no quotes, or too many, or one too few. */
final class TextRules {

    private final RefusedStatement refused;
    private final String text;
    private final List<Token> tokens;
    private final SqliteLexicon lexicon;

    TextRules(RefusedStatement refused) {
        this.refused = refused;
        this.text = refused.text();
        this.tokens = refused.tokens();
        this.lexicon = refused.lexicon();
    }

    /** {@code LIKE Ad%}, where the % waits for another number. */
    Optional<Finding> patternWithoutQuotes() {
        int last = tokens.size() - 1;
        return tokens.stream().anyMatch(token -> token.is("LIKE") || token.is("GLOB"))
                ? textWithoutQuotes(last).filter(found -> isPattern(found.at() - 1))
                : Optional.empty();
    }

    private boolean isPattern(int at) {
        return at >= 0 && (tokens.get(at).is("LIKE") || tokens.get(at).is("GLOB"));
    }

    /** {@code 'O'Brien'}. */
    Optional<Finding> quoteWithinText(int at) {
        if (at == 0
                || tokens.get(at - 1).kind() != Token.Kind.STRING
                || tokens.get(at - 1).to() != tokens.get(at).from()) {
            return Optional.empty();
        }
        String begun = tokens.get(at - 1).text();
        Optional<Finding> doubled = begun.equals("''") ? quotesDoubled(at) : Optional.empty();
        if (doubled.isPresent()) {
            return doubled;
        }
        String rest = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.UNFINISHED)
                .findFirst()
                .map(token -> text.substring(tokens.get(at).from(), token.from()))
                .orElse(tokens.get(at).text() + "…");
        return Finding.of(
                at,
                "A quote within text is written twice: "
                        + RefusedStatement.shortened(begun.substring(0, begun.length() - 1) + "''" + rest) + "'");
    }

    /** {@code ''Ada''}. */
    private Optional<Finding> quotesDoubled(int at) {
        int end = at;
        while (end < tokens.size() && tokens.get(end).kind() != Token.Kind.STRING) {
            end++;
        }
        if (end == tokens.size() || !refused.is(end, "''")) {
            return Optional.empty();
        }
        String literal = lexicon.literal(
                text.substring(tokens.get(at).from(), tokens.get(end).from()));
        return refused.accepts(at - 1, end + 1, literal)
                ? Finding.of(at - 1, "One quote on each side is enough: " + RefusedStatement.shortened(literal))
                : Optional.empty();
    }

    /** {@code name = Ada Lovelace}, {@code VALUES (1, Ada Lovelace)}. */
    Optional<Finding> valueWithoutQuotes(int at) {
        boolean isValue = at >= 2
                && refused.isBareWord(at - 1)
                && refused.isBareWord(at)
                && (RefusedStatement.COMPARISONS.contains(tokens.get(at - 2).text())
                        || tokens.get(at - 2).is("LIKE")
                        || tokens.subList(0, at - 1).stream().anyMatch(token -> token.is("VALUES")));
        int end = at;
        while (isValue && end < tokens.size() && refused.isBareWord(end)) {
            end++;
        }
        return isValue ? quoted(at - 1, end) : Optional.empty();
    }

    /** {@code LIKE %Ad%}, {@code = ada@example.com}: what stands together without a blank. */
    Optional<Finding> textWithoutQuotes(int at) {
        int from = at;
        while (from > 0 && refused.isTogether(from - 1) && !isBoundary(from - 1)) {
            from--;
        }
        int to = at + 1;
        while (to < tokens.size() && refused.isTogether(to - 1) && !isBoundary(to)) {
            to++;
        }
        boolean hasWord = tokens.subList(from, to).stream().anyMatch(token -> token.kind() == Token.Kind.WORD);
        return hasWord && !isBoundary(at) ? quoted(from, to) : Optional.empty();
    }

    private Optional<Finding> quoted(int from, int to) {
        String literal = lexicon.literal(
                text.substring(tokens.get(from).from(), tokens.get(to - 1).to()));
        return refused.accepts(from, to, literal)
                ? Finding.of(from, "Text stands in single quotes: " + RefusedStatement.shortened(literal))
                : Optional.empty();
    }

    private boolean isBoundary(int at) {
        Token token = tokens.get(at);
        return Set.of("(", ")", ",", "=").contains(token.text())
                || token.kind() == Token.Kind.STRING
                || token.kind() == Token.Kind.QUOTED_NAME;
    }
}
