package rowan.sql.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
 * variable is called so, and {@code $name} in quotes; outside of them that is a parameter, as {@code :name} is.
 *
 * @param source the text with the values of these names
 * @param remarks a sentence for each that stays as it is
 */
public record NamesInText(Source source, List<String> remarks) {

    private static final Pattern PLACE =
            Pattern.compile("(?<!\\{)\\{(?<braced>[A-Za-z_]\\w*)}(?!})|(?<!\\$)\\$(?<dollar>[A-Za-z_]\\w*)");

    /** A text that is nothing but a name, as it is written for its value; LIKE has it between percent signs. */
    private static final Pattern QUOTED_NAME =
            Pattern.compile("'(?<before>%?)(?:[:$@]([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)})(?<behind>%?)'");

    /**
     * The text with the values of names.
     *
     * @throws SqlFailure where a name in braces has no value outside of quotes and comments, where nothing else has braces
     */
    public static NamesInText filled(Source source, Lexicon lexicon, Bindings bindings) throws SqlFailure {
        String text = source.text();
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        List<String> remarks = new ArrayList<>();
        int from = 0;
        while (places.find()) {
            boolean isBraced = places.group("braced") != null;
            String name = isBraced ? places.group("braced") : places.group("dollar");
            Optional<Bindings.Bound> bound = bindings.get(name);
            Optional<Token> around = around(lexicon.tokenize(text.substring(0, places.start())));
            boolean isComment = around.filter(token ->
                            token.kind() == Token.Kind.COMMENT || token.text().startsWith("/*"))
                    .isPresent();
            if (isComment || !isBraced && (around.isEmpty() || bound.isEmpty())) {
                continue;
            }
            if (bound.isEmpty()) {
                String near = Nearest.to(name, bindings.names())
                        .map(each -> "Did you mean {" + each + "}? ")
                        .orElse("");
                if (around.isEmpty()) {
                    throw new SqlFailure(Problem.usage(
                                    "{" + name + "} has no value",
                                    near + "In SQL a value is written :name, without quotes and braces.")
                            .at(Passage.of(text, places.start(), places.end())));
                }
                remarks.add(("{" + name + "} has no value, and stays as it is. " + near).strip());
                continue;
            }
            filled.append(text, from, places.start());
            Object value = bound.get().value();
            filled.append(
                    around.isPresent()
                            ? doubled(
                                    listed(value, String::valueOf),
                                    around.get().text().charAt(0))
                            : written(value, lexicon, filled));
            from = places.end();
        }
        filled.append(text.substring(from));
        return new NamesInText(new Source(filled.toString(), source.offset(), source.line()), remarks);
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

    /** Outside of quotes, text is SQL, such as the name of a table; a list is one of values, between parentheses. */
    private static String written(Object value, Lexicon lexicon, CharSequence before) {
        if (!(value instanceof Collection<?>)) {
            return String.valueOf(value);
        }
        String values =
                listed(value, each -> each instanceof String text ? lexicon.literal(text) : String.valueOf(each));
        return before.toString().stripTrailing().endsWith("(") ? values : "(" + values + ")";
    }

    private static String listed(Object value, Function<Object, String> each) {
        return value instanceof Collection<?> several
                ? several.stream().map(each).collect(Collectors.joining(", "))
                : each.apply(value);
    }

    /** A sentence for each text that is the name of a variable as it is written for its value, which was hardly meant. */
    public static List<String> remarks(Source source, Lexicon lexicon, Bindings bindings) {
        if (!QUOTED_NAME.matcher(source.text()).find()) {
            return List.of();
        }
        List<String> remarks = new ArrayList<>();
        for (Token token : lexicon.tokenize(source.text())) {
            Matcher quoted = QUOTED_NAME.matcher(token.text());
            if (token.kind() == Token.Kind.STRING && quoted.matches()) {
                String name = Optional.ofNullable(quoted.group(2)).orElse(quoted.group(3));
                String before = quoted.group("before").isEmpty() ? "" : "'%' || ";
                String behind = quoted.group("behind").isEmpty() ? "" : " || '%'";
                if (bindings.get(name).isPresent()) {
                    remarks.add(token.text() + " is a text; with the value of " + name + " it is " + before + ":" + name
                            + behind + ".");
                }
            }
        }
        return remarks;
    }
}
