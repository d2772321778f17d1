package rowan.sql.text;

import java.util.Collection;
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
import rowan.workspace.contract.Run;

/**
 * {@code {{expression}}} in SQL: pastes text where a parameter cannot stand, such as the name of a table. Inside a string
 * literal quotes are doubled, so that the literal ends where it seems to.
 */
public final class Templates {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}", Pattern.DOTALL);

    /** A block of Jinja, of which JupySQL and dbt make SQL: {@code {% for %}}. */
    private static final Pattern JINJA = Pattern.compile("\\{%-?\\s*(\\w+).*?%}", Pattern.DOTALL);

    /** {@code {{'{{'}}} writes two braces. */
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'|\"([^\"]*)\"");

    private final Run run;
    private final Expressions expressions;

    public Templates(Run run, Expressions expressions) {
        this.run = run;
        this.expressions = expressions;
    }

    /** Whether there is anything to fill in. */
    public static boolean in(Source source) {
        return source.text().contains("{{") || source.text().contains("{%");
    }

    /** The source with all places filled in. */
    public Source fill(Source source, Lexicon lexicon) throws SqlFailure {
        String text = source.text();
        refuseJinja(text, lexicon);
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (places.find()) {
            filled.append(text, from, places.start());
            String pasted = text(places.group(1), Passage.of(text, places.start(), places.end()));
            filled.append(isInString(filled.toString(), lexicon) ? pasted.replace("'", "''") : pasted);
            from = places.end();
        }
        filled.append(text.substring(from));
        return new Source(filled.toString(), source.offset(), source.line());
    }

    private static void refuseJinja(String text, Lexicon lexicon) throws SqlFailure {
        Matcher block = JINJA.matcher(text);
        while (block.find()) {
            if (lexicon.tokenize(text.substring(0, block.start())).stream()
                    .noneMatch(token -> token.kind() == Token.Kind.UNFINISHED)) {
                throw new SqlFailure(Problem.usage(
                                "{% " + block.group(1) + " … %} is Jinja, which is not run here",
                                "Make that part in Java, String part = …; and paste it in: {{part}}")
                        .at(Passage.of(text, block.start(), block.end())));
            }
        }
    }

    private static boolean isInString(String before, Lexicon lexicon) {
        return lexicon.tokenize(before).stream()
                .anyMatch(t -> t.kind() == Token.Kind.UNFINISHED && t.text().startsWith("'"));
    }

    private String text(String expression, Passage passage) throws SqlFailure {
        Matcher literal = LITERAL.matcher(expression);
        if (literal.matches()) {
            return literal.group(1) != null ? literal.group(1).replace("''", "'") : literal.group(2);
        }
        Optional<Bindings.Bound> bound = run.bindings().get(expression);
        Optional<Object> value =
                bound.isPresent() ? Optional.ofNullable(bound.get().value()) : expressions.evaluate(expression, run);
        if (value.isEmpty()) {
            String near = Nearest.to(expression, run.bindings().names())
                    .map(n -> "Did you mean {{" + n + "}}? ")
                    .orElse("");
            throw new SqlFailure(Problem.usage(
                            "{{" + expression + "}} has no value", near + "Two braces themselves are written {{'{{'}}.")
                    .at(passage));
        }
        try {
            return value.get() instanceof Collection<?> several
                    ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    : String.valueOf(value.get());
        } catch (StackOverflowError tooDeep) {
            throw new SqlFailure(
                    Problem.usage("{{" + expression + "}} is nested too deep to be pasted", "Paste a part of it.")
                            .at(passage));
        }
    }
}
