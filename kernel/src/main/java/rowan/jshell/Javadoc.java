package rowan.jshell;

import java.util.ArrayList;
import java.util.List;

/** The text of a documentation comment without its markup. */
final class Javadoc {

    private Javadoc() {}

    /** Paragraphs and block tags on lines of their own. */
    static String plain(String comment) {
        String text = comment.replaceAll("\\{@(?:code|literal)\\s+([^}]*)}", "$1")
                .replaceAll("\\{@(?:link|linkplain)\\s+(?:[^}\\s]*\\s+)?([^}]*)}", "$1")
                .replaceAll("\\{@(\\w+)[^}]*}", "")
                .replaceAll("(?i)</?(p|ul|ol|pre|blockquote|h\\d)\\b[^>]*>", "\n")
                .replaceAll("(?i)<li>", "\n- ")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        List<String> lines = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            boolean starts = stripped.startsWith("@") || stripped.startsWith("- ");
            if (stripped.isEmpty() || starts) {
                flush(paragraph, lines);
            }
            paragraph
                    .append(paragraph.length() > 0 && !stripped.isEmpty() ? " " : "")
                    .append(stripped);
        }
        flush(paragraph, lines);
        return String.join("\n", lines).strip();
    }

    private static void flush(StringBuilder paragraph, List<String> lines) {
        if (paragraph.length() > 0) {
            lines.add(paragraph.toString().replaceFirst("^@param ", "").replaceFirst("^@return ", "returns "));
            paragraph.setLength(0);
        }
    }
}
