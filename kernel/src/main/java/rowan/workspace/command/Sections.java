package rowan.workspace.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Nearest;
import rowan.workspace.cell.Source;

/**
 * The sections of a command's body, which lines {@code -- kind: label} begin.
 *
 * @param kinds the kinds there are; none where the body is one piece
 * @param comments the language's own answer to where such lines can be
 */
public record Sections(Set<String> kinds, LineComments comments) {

    private static final Pattern HEADING =
            Pattern.compile("--[ \\t]*(\\w+)[ \\t]*(:?)[ \\t]*([^\\r\\n]*?)[ \\t\\r]*(?:\\n|\\z)");

    /** A body that is one piece. */
    public static final Sections NONE = new Sections(Set.of(), text -> List.of());

    /** Where comments begin that end with their line, in UTF-16 units: none of them inside a string, a name or a comment. */
    @FunctionalInterface
    public interface LineComments {
        List<Integer> in(String text);
    }

    public Sections {
        kinds = Set.copyOf(kinds);
    }

    /** What stands before the first section; the sections go into {@code sections}. */
    Source cut(Source code, List<Invocation.Section> sections) {
        List<Heading> headings =
                headings(code).stream().filter(this::beginsSection).toList();
        for (int i = 0; i < headings.size(); i++) {
            Heading each = headings.get(i);
            int end = i + 1 < headings.size()
                    ? headings.get(i + 1).from()
                    : code.text().length();
            String kind = each.word().toLowerCase(Locale.ROOT);
            sections.add(new Invocation.Section(kind, each.label(), code.part(each.to(), end)));
        }
        return headings.isEmpty() ? code : code.part(0, headings.get(0).from());
    }

    /** How the first comment has to be written that looks as if it should begin a section and begins none. */
    public Optional<String> meant(Source code) {
        return headings(code).stream()
                .filter(heading -> heading.hasColon() && !beginsSection(heading))
                .flatMap(heading ->
                        Nearest.to(heading.word(), kinds).stream().map(kind -> "-- " + kind + ": " + heading.label()))
                .findFirst();
    }

    /** A word in capitals begins one where a colon shows that it is no prose. */
    private boolean beginsSection(Heading heading) {
        return kinds.contains(heading.word())
                || heading.hasColon() && kinds.contains(heading.word().toLowerCase(Locale.ROOT));
    }

    /** The comments with a line of their own, as headings. */
    private List<Heading> headings(Source code) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        String text = code.text();
        Matcher heading = HEADING.matcher(text);
        List<Heading> headings = new ArrayList<>();
        for (int at : comments.in(text)) {
            boolean beginsLine =
                    text.substring(text.lastIndexOf('\n', at) + 1, at).isBlank();
            if (beginsLine && heading.region(at, text.length()).lookingAt()) {
                headings.add(new Heading(
                        at, heading.group(1), !heading.group(2).isEmpty(), heading.group(3), heading.end()));
            }
        }
        return headings;
    }

    private record Heading(int from, String word, boolean hasColon, String label, int to) {}
}
