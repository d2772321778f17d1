package rowan.sql.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in the notation of {@link Grammar}, read.
 *
 * @param rules by their names
 * @param lists likewise
 */
record Notation(Map<String, Node> rules, Map<String, List<String>> lists) {

    private static final Pattern COMMENT = Pattern.compile("(?m)^#.*$");

    /** What begins at the margin; indented lines go on with it. */
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^(?<name>[a-z][\\w -]*?)(?<sign>:|\\s*=)(?<body>.*(?:\\R[ \\t].*)*)");

    private static final Pattern SYMBOL = Pattern.compile("\\s*(?:(?<keyword>[A-Z][A-Z_]*(?:-[A-Z_]+)*)"
            + "|(?<rule>[a-z][a-z-]*)"
            + "|<(?<slot>[^>]+)>"
            + "|'(?<literal>[^']+)'"
            + "|\"(?<silent>[^\"]+)\""
            + "|@(?<rows>\\w*)=(?<role>\\w+)"
            + "|(?<sign>[\\[\\](){}|!~]))");

    static Notation read(String text) {
        Map<String, Node> rules = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(COMMENT.matcher(text).replaceAll(""));
        while (entry.find()) {
            if (entry.group("sign").equals(":")) {
                lists.put(
                        entry.group("name"), List.of(entry.group("body").strip().split("\\s+")));
            } else {
                rules.put(entry.group("name"), new Body(entry.group("body")).node());
            }
        }
        return new Notation(rules, lists);
    }

    /** The right side of a rule: a cursor over it. */
    private static final class Body {
        private final String text;
        private final Matcher symbol;
        private int next;
        private boolean isOver;

        Body(String text) {
            this.text = text.strip();
            this.symbol = SYMBOL.matcher(this.text);
            step();
        }

        private void step() {
            isOver = next == text.length();
            if (!isOver && !symbol.region(next, text.length()).lookingAt()) {
                throw new IllegalArgumentException("not understood in a grammar: " + text.substring(next));
            }
            next = isOver ? next : symbol.end();
        }

        Node node() {
            Node node = choice();
            if (!isOver) {
                throw new IllegalArgumentException("too much in a grammar: " + text.substring(symbol.start()));
            }
            return node;
        }

        private boolean isSign(String sign) {
            return !isOver && sign.equals(symbol.group("sign"));
        }

        private boolean isLiteral(String literal) {
            return !isOver && literal.equals(symbol.group("literal"));
        }

        private Node choice() {
            List<Node> nodes = new ArrayList<>(List.of(sequence()));
            while (isSign("|")) {
                step();
                nodes.add(sequence());
            }
            return nodes.size() == 1 ? nodes.get(0) : new Node.Choice(nodes);
        }

        private Node sequence() {
            List<Node> nodes = new ArrayList<>();
            while (!isOver && !isSign("|") && !isSign("]") && !isSign("}") && !isSign(")") && !isLiteral(")")) {
                nodes.add(item());
            }
            return nodes.size() == 1 ? nodes.get(0) : new Node.Sequence(nodes);
        }

        private Node item() {
            int weight = 0;
            for (; isSign("!") || isSign("~"); step()) {
                weight += isSign("!") ? 1 : -1;
            }
            Node node = plain();
            return weight == 0 ? node : new Node.Weighted(node, weight);
        }

        private Node plain() {
            if (isSign("[")) {
                return new Node.Maybe(within("]"));
            }
            if (isSign("{")) {
                return new Node.Repeated(within("}"));
            }
            if (isSign("(")) {
                return within(")");
            }
            if (isLiteral("(")) {
                step();
                Node node = choice();
                if (!isLiteral(")")) {
                    throw new IllegalArgumentException("a grammar opens a parenthesis and does not close it: " + text);
                }
                step();
                return new Node.Parentheses(node);
            }
            Node node = leaf();
            step();
            return node;
        }

        private Node within(String close) {
            step();
            Node node = choice();
            if (!isSign(close)) {
                throw new IllegalArgumentException("a grammar lacks a " + close + ": " + text);
            }
            step();
            return node;
        }

        private Node leaf() {
            if (symbol.group("keyword") != null) {
                return new Node.Words(List.of(symbol.group("keyword").split("-")), true, true);
            }
            if (symbol.group("rule") != null) {
                return new Node.Rule(symbol.group("rule"));
            }
            if (symbol.group("silent") != null) {
                return new Node.Words(List.of(symbol.group("silent")), true, false);
            }
            if (symbol.group("literal") != null) {
                return literal(symbol.group("literal"));
            }
            if (symbol.group("role") != null) {
                return new Node.Rows(symbol.group("rows"), symbol.group("role"));
            }
            return slot(symbol.group("slot"));
        }

        private static Node literal(String literal) {
            boolean isWord = Character.isLetter(literal.charAt(0));
            return new Node.Words(List.of(literal), false, isWord);
        }

        /** {@code kind}, {@code kind as role} or {@code kind of role}. */
        private static Node slot(String written) {
            String[] owned = written.split(" of ", 2);
            String[] named = owned[0].split(" as ", 2);
            return new Node.Slot(
                    new Expected.Name(named[0], owned.length > 1 ? owned[1] : ""), named.length > 1 ? named[1] : "");
        }
    }
}
