package rowan.sql.grammar;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A piece of a grammar. */
sealed interface Node {

    /** The places at which it may end that begins at a place. */
    Set<Integer> ends(Recognition run, int at);

    /** Words of which each follows the other, {@code ORDER BY}; those that are not offered are only understood. */
    record Words(List<String> words, boolean isKeyword, boolean isOffered) implements Node {

        /** Whoever has written the first word wants the second. */
        private static final int BEGUN = 2;

        @Override
        public Set<Integer> ends(Recognition run, int at) {
            for (int i = 0; i < words.size(); i++) {
                if (run.isOver(at + i)) {
                    if (isOffered) {
                        String rest = String.join(" ", words.subList(i, words.size()));
                        run.expect(new Expected.Word(rest, isKeyword, run.weight() + (i > 0 ? BEGUN : 0)));
                    }
                    return Set.of();
                }
                if (!run.isWord(at + i, words.get(i))) {
                    return Set.of();
                }
            }
            return run.taken(at + words.size());
        }
    }

    /** A name or a value; one with a role is remembered. */
    record Slot(Expected.Name name, String role) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            if (run.isOver(at)) {
                run.expect(name);
                return Set.of();
            }
            if (!run.isOfKind(at, name.kind())) {
                return Set.of();
            }
            run.remember(this, at);
            return run.taken(at + 1);
        }
    }

    /** Takes nothing: from here on the rows of the table with a role have a further name. */
    record Rows(String name, String role) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            run.rows(name, role);
            return Set.of(at);
        }
    }

    /** One after the other. */
    record Sequence(List<Node> nodes) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            Set<Integer> ends = Set.of(at);
            for (Node node : nodes) {
                Set<Integer> next = new TreeSet<>();
                for (int end : ends) {
                    next.addAll(node.ends(run, end));
                }
                if (next.isEmpty()) {
                    return next;
                }
                ends = next;
            }
            return ends;
        }
    }

    /** One of several. */
    record Choice(List<Node> nodes) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            Set<Integer> ends = new TreeSet<>();
            nodes.forEach(node -> ends.addAll(node.ends(run, at)));
            return ends;
        }
    }

    /** It or nothing. */
    record Maybe(Node node) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            Set<Integer> ends = new TreeSet<>(node.ends(run, at));
            ends.add(at);
            return ends;
        }
    }

    /** It as often as it stands there. */
    record Repeated(Node node) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            TreeSet<Integer> ends = new TreeSet<>(Set.of(at));
            for (Integer end = at; end != null; end = ends.higher(end)) {
                ends.addAll(node.ends(run, end));
            }
            return ends;
        }
    }

    /** In parentheses. Where these are closed, what is in them does not matter to what follows. */
    record Parentheses(Node node) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            if (run.isOver(at) || !run.isWord(at, "(")) {
                return Set.of();
            }
            int close = run.close(at);
            if (close >= 0) {
                return run.taken(close + 1);
            }
            run.deeper(() -> node.ends(run, at + 1));
            return Set.of();
        }
    }

    /** Its words are likelier than others, or less likely. */
    record Weighted(Node node, int weight) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            return run.weighted(weight, () -> node.ends(run, at));
        }
    }

    /** What a rule says. */
    record Rule(String name) implements Node {
        @Override
        public Set<Integer> ends(Recognition run, int at) {
            return run.rule(name, at);
        }
    }
}
