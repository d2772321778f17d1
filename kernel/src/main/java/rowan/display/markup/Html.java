package rowan.display.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A piece of HTML that cannot be made from unescaped text: text goes in by {@link #text}, elements by {@link #element}.
 *
 * @param source the markup
 */
public record Html(String source) {

    public static final Html NOTHING = new Html("");

    public Html {
        Objects.requireNonNull(source);
    }

    /** Text, whatever it contains; what no browser shows is made visible. */
    public static Html text(String text) {
        String visible = VisibleText.of(text);
        if (visible.chars().noneMatch(Html::isMarkup)) {
            return new Html(visible);
        }
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return new Html(escaped.toString());
    }

    private static boolean isMarkup(int c) {
        return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'';
    }

    /** An element with its children. */
    public static Html element(String name, Html... children) {
        return new Tag(name).of(children);
    }

    /** An element that is to get attributes. */
    public static Tag tag(String name) {
        return new Tag(name);
    }

    /** Several pieces, one after the other. */
    public static Html join(List<Html> pieces) {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.source()));
        return new Html(all.toString());
    }

    /** An element being made: its name and its attributes. */
    public static final class Tag {
        private static final List<String> EMPTY_ELEMENTS = List.of("img", "br", "hr", "col");

        private final String name;
        private final List<String> attributes = new ArrayList<>();

        private Tag(String name) {
            this.name = name;
        }

        /** One more attribute; its value is escaped. */
        public Tag with(String attribute, String value) {
            attributes.add(" " + attribute + "=\"" + text(value).source() + "\"");
            return this;
        }

        /** The finished element. */
        public Html of(Html... children) {
            String open = "<" + name + String.join("", attributes) + ">";
            return new Html(
                    EMPTY_ELEMENTS.contains(name)
                            ? open
                            : open + join(List.of(children)).source() + "</" + name + ">");
        }

        /** The finished element around text. */
        public Html of(String text) {
            return of(text(text));
        }
    }
}
