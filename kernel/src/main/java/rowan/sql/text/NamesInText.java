package rowan.sql.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rowan.model.Nearest;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;

/**
 * Names of variables in the text of a cell, as ipython-sql takes them: {@code {name}} is replaced, in quotes too, where a
 * variable is called so. {@code $name} and {@code :name} are parameters, and within quotes they are text, in all tools.
 */
public final class NamesInText {

    private static final Pattern BRACES = Pattern.compile("(?<!\\{)\\{([A-Za-z_]\\w*)}(?!})");

    private static final Pattern QUOTED_PARAMETER = Pattern.compile("'([:$@])([A-Za-z_]\\w*)'");

    private NamesInText() {}

    /**
     * The text with the values of names in braces.
     *
     * @throws SqlFailure where one without a value stands outside of quotes and comments, where nothing else has braces
     */
    public static Source filled(Source source, Lexicon lexicon, Bindings bindings) throws SqlFailure {
        String text = source.text();
        Matcher places = BRACES.matcher(text);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (places.find()) {
            Optional<Bindings.Bound> bound = bindings.get(places.group(1));
            Optional<Token> around = around(lexicon.tokenize(text.substring(0, places.start())));
            if (bound.isEmpty() && around.isEmpty()) {
                String near = Nearest.to(places.group(1), bindings.names())
                        .map(name -> "Did you mean {" + name + "}? ")
                        .orElse("");
                throw new SqlFailure(Problem.usage(
                                "{" + places.group(1) + "} has no value",
                                near + "In SQL a value is written :name, without quotes and braces.")
                        .at(Passage.of(text, places.start(), places.end())));
            }
            boolean isComment = around.filter(token ->
                            token.kind() == Token.Kind.COMMENT || token.text().startsWith("/*"))
                    .isPresent();
            if (bound.isPresent() && !isComment) {
                String value = text(bound.get().value());
                filled.append(text, from, places.start());
                filled.append(around.map(token -> doubled(value, token.text().charAt(0)))
                        .orElse(value));
                from = places.end();
            }
        }
        return new Source(filled.append(text.substring(from)).toString(), source.offset(), source.line());
    }

    /** The quotes or the comment within which a text ends. */
    private static Optional<Token> around(List<Token> before) {
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(before.get(before.size() - 1))
                        .filter(last -> last.kind() == Token.Kind.UNFINISHED
                                || last.kind() == Token.Kind.COMMENT
                                        && last.text().startsWith("--")
                                        && !last.text().endsWith("\n"));
    }

    private static String doubled(String value, char quote) {
        return value.replace(String.valueOf(quote), String.valueOf(quote).repeat(2));
    }

    private static String text(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    /** A sentence for each text that is the name of a variable with a sign before it, which was hardly meant as a text. */
    public static List<String> remarks(Source source, Lexicon lexicon, Bindings bindings) {
        if (!QUOTED_PARAMETER.matcher(source.text()).find()) {
            return List.of();
        }
        List<String> remarks = new ArrayList<>();
        for (Token token : lexicon.tokenize(source.text())) {
            Matcher quoted = QUOTED_PARAMETER.matcher(token.text());
            boolean isName = token.kind() == Token.Kind.STRING && quoted.matches();
            if (isName && bindings.get(quoted.group(2)).isPresent()) {
                remarks.add(
                        token.text() + " is a text; without its quotes it is the value of " + quoted.group(2) + ".");
            }
        }
        return remarks;
    }
}
