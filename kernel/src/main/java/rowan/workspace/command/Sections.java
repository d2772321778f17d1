package rowan.workspace.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.workspace.cell.Source;

/**
 * The sections of a command's body, which lines {@code -- kind: label} begin.
 *
 * @param kinds the kinds there are; none where the body is one piece
 * @param comments the language's own answer to where such lines can be
 */
public record Sections(Set<String> kinds, LineComments comments) {

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
        if (kinds.isEmpty()) {
            return code;
        }
        Matcher heading = Pattern.compile(
                        "-- ?(" + String.join("|", kinds) + ")\\b[ \\t]*:?[ \\t]*([^\\r\\n]*?)[ \\t\\r]*(\\n|\\z)")
                .matcher(code.text());
        List<Heading> headings = new ArrayList<>();
        for (int at : comments.in(code.text())) {
            boolean beginsLine = at == 0 || code.text().charAt(at - 1) == '\n';
            if (beginsLine && heading.region(at, code.text().length()).lookingAt()) {
                headings.add(new Heading(at, heading.group(1), heading.group(2), heading.end()));
            }
        }
        for (int i = 0; i < headings.size(); i++) {
            Heading each = headings.get(i);
            int end = i + 1 < headings.size()
                    ? headings.get(i + 1).from()
                    : code.text().length();
            sections.add(new Invocation.Section(each.kind(), each.label(), code.part(each.to(), end)));
        }
        return headings.isEmpty() ? code : code.part(0, headings.get(0).from());
    }

    private record Heading(int from, String kind, String label, int to) {}
}
