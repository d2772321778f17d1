package rowan.jshell.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Card;

/** A documentation comment as the entries of a card: paragraphs, examples, what goes in and what comes out. */
final class Javadoc {

    private static final String RETURN = "{@return ";

    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^[ \\t]*@(?=[a-z]+\\b)");
    private static final Pattern TAG = Pattern.compile("(?s)(?<tag>[a-z]+)\\s*(?<text>.*)");
    private static final Pattern NAMED = Pattern.compile("(?s)(?<name>\\S+)\\s*(?<text>.*)");
    private static final Pattern EXAMPLE = Pattern.compile("(?is)<pre>(.*?)</pre>");

    private Javadoc() {}

    /** The entries, in the order of the comment. */
    static List<Card.Entry> entries(String comment) {
        String[] parts = BLOCK_TAG.split(withoutReturn(comment.strip()));
        List<Card.Entry> entries = new ArrayList<>(description(parts[0]));
        List<Card.Fact> listed = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher tag = TAG.matcher(parts[i]);
            if (tag.matches()) {
                block(tag.group("tag"), tag.group("text"), listed, entries);
            }
        }
        if (!listed.isEmpty()) {
            entries.add(new Card.Listing(listed));
        }
        return entries;
    }

    /** A description that is also what is returned, {@code {@return …}}, as a sentence. */
    private static String withoutReturn(String comment) {
        if (!comment.startsWith(RETURN)) {
            return comment;
        }
        int depth = 0;
        for (int i = 0; i < comment.length(); i++) {
            depth += comment.charAt(i) == '{' ? 1 : comment.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                String what = comment.substring(RETURN.length(), i).strip();
                return "Returns " + what + "." + comment.substring(i + 1);
            }
        }
        return comment;
    }

    private static void block(String tag, String text, List<Card.Fact> listed, List<Card.Entry> entries) {
        switch (tag) {
            case "param", "throws", "exception" -> {
                Matcher named = NAMED.matcher(text);
                if (named.matches()) {
                    String label = tag.equals("param") ? named.group("name") : "throws " + named.group("name");
                    listed.add(new Card.Fact(label, line(named.group("text"))));
                }
            }
            case "return" -> listed.add(new Card.Fact("returns", line(text)));
            case "deprecated" -> entries.add(new Card.Paragraph("Deprecated: " + line(text)));
            default -> {
                // Who wrote it and since when is of no help to somebody who types.
            }
        }
    }

    private static List<Card.Entry> description(String text) {
        List<Card.Entry> entries = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(text);
        int from = 0;
        while (example.find()) {
            paragraphs(text.substring(from, example.start()), entries);
            String code = plain(example.group(1)).stripIndent().strip();
            if (!code.isEmpty()) {
                entries.add(new Card.Code("java", code));
            }
            from = example.end();
        }
        paragraphs(text.substring(from), entries);
        return entries;
    }

    private static void paragraphs(String text, List<Card.Entry> entries) {
        String marked = text.replaceAll("(?i)</?(p|ul|ol|blockquote|h\\d|dl|table|tr)\\b[^>]*>", "\n\n")
                .replaceAll("(?i)<(li|dt)\\b[^>]*>", "\n\n- ");
        for (String paragraph : plain(marked).split("\n[ \t]*\n")) {
            String line = line(paragraph);
            if (!line.isEmpty() && !line.equals("-")) {
                entries.add(new Card.Paragraph(line));
            }
        }
    }

    private static String line(String text) {
        return plain(text).replaceAll("\\s+", " ").strip();
    }

    /** Without tags of Javadoc and HTML. */
    private static String plain(String text) {
        return text.replaceAll("\\{@(?:code|literal)\\s+([^}]*)}", "$1")
                .replaceAll("\\{@(?:link|linkplain)\\s+(?:[^}\\s(]*(?:\\([^)]*\\))?\\s+)?([^}]*)}", "$1")
                .replaceAll("\\{@(\\w+)[^}]*}", "")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
