package rowan.display.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rowan.display.markup.Values;
import rowan.model.Quantity;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Join;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Reading;

/** A step of a plan in words: what it is about, and how it is done. */
final class PlanWords {

    private static final Pattern UNNAMED = Pattern.compile("\\((subquery|join)-\\d+\\)");
    private static final int NAME_LIMIT = 60;
    private static final int DETAIL_LIMIT = 200;

    private PlanWords() {}

    /** How loud a piece of a phrase is. */
    enum Tone {
        PLAIN,
        /** A column that narrows the search. */
        BOUND,
        /** A column that does not. */
        FADED
    }

    /** A piece of a phrase. */
    record Word(String text, Tone tone) {}

    /** A sign for the kind of step, so that a column of them can be read at a glance. */
    static String glyph(Node node) {
        return switch (node.operation()) {
            case READ -> node.reading().map(reading -> glyph(reading.access())).orElse("?");
            case CONSTANT -> "•";
            case TEMPORARY_SORT -> "⇅";
            case SUBQUERY, REUSED_SUBQUERY -> "□";
            case CORRELATED_SUBQUERY -> "↻";
            case COMPOUND -> "∪";
            case PART -> "┄";
            case PREPARE -> "+";
            case OTHER -> "?";
        };
    }

    private static String glyph(Access access) {
        return switch (access) {
            case FULL_SCAN, INDEX_SCAN, SUBQUERY_SCAN -> "≡";
            case COUNT -> "#";
            case KEY_SEEK, INDEX_SEEK -> "→";
            case AUTOMATIC_INDEX -> "+";
            case VIRTUAL_TABLE -> "◇";
        };
    }

    /** What the step is about: a table, an order. */
    static String subject(Node node) {
        String target = name(node.target().toString());
        return switch (node.operation()) {
            case READ -> target.isEmpty() ? "rows" : named(target);
            case CONSTANT -> target.isEmpty() ? "constant rows" : named(target);
            case TEMPORARY_SORT ->
                target.contains("DISTINCT") ? "remove duplicates for " + target : "sort for " + target;
            default -> PlanGlossary.of(node).subject();
        };
    }

    /** {@code (subquery-2)} is SQLite's name for a subquery without one. */
    static String named(String target) {
        return UNNAMED.matcher(target).matches()
                ? target.substring(1, target.length() - 1).replace('-', ' ')
                : target;
    }

    /** A name on one line, and not longer than anyone reads. */
    static String name(String name) {
        return Values.oneLine(name, NAME_LIMIT);
    }

    /** The engine's own words on one line. */
    static String detail(Node node) {
        return Values.oneLine(node.detail(), DETAIL_LIMIT);
    }

    /** How it is done, as one text; empty where the subject says it all. */
    static String manner(Node node) {
        StringBuilder text = new StringBuilder();
        phrase(node).forEach(word -> text.append(word.text()));
        return text.toString();
    }

    /** How it is done, piece by piece; empty where the subject says it all. */
    static List<Word> phrase(Node node) {
        Phrase phrase = new Phrase();
        switch (node.operation()) {
            case READ -> node.reading().ifPresent(reading -> phrase.reading(reading, node));
            case CONSTANT -> phrase.plain("from the query itself");
            case TEMPORARY_SORT -> phrase.plain("temporary B-tree");
            default -> phrase.plain(PlanGlossary.of(node).manner());
        }
        return phrase.words;
    }

    /** How rows are found, without the columns: {@code seek}, {@code full scan}. */
    private static String way(Access access, boolean covering) {
        String index = covering ? "covering index " : "";
        return switch (access) {
            case FULL_SCAN -> "full scan";
            case INDEX_SCAN -> "scan of the whole " + (covering ? index : "index ");
            case COUNT -> "count of the entries, page by page";
            case SUBQUERY_SCAN -> "each of its rows";
            case KEY_SEEK -> "seek by primary key";
            case INDEX_SEEK -> "seek on " + index;
            case AUTOMATIC_INDEX -> "seek on an index built for this run only";
            case VIRTUAL_TABLE -> "virtual table";
        };
    }

    /** A phrase being put together. */
    private static final class Phrase {
        private final List<Word> words = new ArrayList<>();

        void plain(String text) {
            add(text, Tone.PLAIN);
        }

        void add(String text, Tone tone) {
            if (!text.isEmpty()) {
                words.add(new Word(text, tone));
            }
        }

        void reading(Reading reading, Node node) {
            boolean covering = reading.index().filter(IndexUse::covering).isPresent();
            plain(way(reading.access(), covering));
            if (reading.access() == Access.FULL_SCAN
                    && reading.tableRows().isPresent()
                    && node.counted().isEmpty()) {
                plain(" of " + Quantity.count(reading.tableRows().getAsLong(), "row"));
            }
            reading.index().ifPresent(index -> index(reading.access(), index));
            if (reading.join() != Join.INNER) {
                plain(reading.join() == Join.LEFT ? ", LEFT JOIN" : ", EXISTS");
            }
        }

        private void index(Access access, IndexUse index) {
            String name = name(index.name());
            switch (access) {
                case VIRTUAL_TABLE -> plain(name.isEmpty() ? "" : ", its index " + name);
                case COUNT -> plain(name.isEmpty() ? "" : ", in index " + name);
                case INDEX_SCAN, INDEX_SEEK -> {
                    plain(name);
                    columns(index.columns(), access == Access.INDEX_SEEK);
                }
                default -> {
                    plain(index.columns().isEmpty() ? "" : " ");
                    columns(index.columns(), access != Access.FULL_SCAN);
                }
            }
            index.where().ifPresent(where -> plain(" where " + Values.oneLine(where, DETAIL_LIMIT)));
        }

        /** {@code (author_id =, created range; title not searched)}. */
        private void columns(List<IndexColumn> columns, boolean search) {
            List<IndexColumn> bound = columns.stream()
                    .filter(column -> column.bound().isPresent())
                    .toList();
            List<String> rest = columns.stream()
                    .filter(column -> column.bound().isEmpty())
                    .map(column -> name(column.name()))
                    .toList();
            if (columns.isEmpty()) {
                return;
            }
            plain("(");
            for (int i = 0; i < bound.size(); i++) {
                plain(i == 0 ? "" : ", ");
                add(name(bound.get(i).name()), Tone.BOUND);
                plain(sign(bound.get(i).bound()));
            }
            if (!rest.isEmpty()) {
                plain(bound.isEmpty() ? "" : "; ");
                boolean unused = search && !bound.isEmpty();
                add(String.join(", ", rest) + (unused ? " not searched" : ""), unused ? Tone.FADED : Tone.PLAIN);
            }
            plain(")");
        }

        private static String sign(Optional<Bound> bound) {
            return switch (bound.orElseThrow()) {
                case EQUAL -> " =";
                case RANGE -> " range";
                case SKIP -> " each value";
            };
        }
    }
}
