package rowan.model.record;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import rowan.model.plan.QueryPlan;

/**
 * A record as a tree of maps, lists, strings and numbers, which is what JSON can say, and back again: each component under
 * its own name, an empty one left out, a constant of an enum in small letters. The steps of a plan are one list, each with
 * its {@code level}: no plan is nested too deep for a reader.
 */
public final class RecordTree {

    /** Of times and ratios, more digits are noise. */
    private static final MathContext DIGITS = new MathContext(7);

    /** How deep below the roots of its plan a step stands. */
    static final String LEVEL = "level";

    private RecordTree() {}

    /**
     * The record of which this is the tree.
     *
     * @throws IllegalArgumentException if it is the tree of no such record; the message names the place
     */
    public static <R extends Record> R read(Class<R> type, Object tree) {
        return type.cast(new TreeReader().read(type, tree));
    }

    /** The tree of a record, or of anything a record holds. */
    public static Object of(Object value) {
        if (value instanceof QueryPlan plan) {
            Map<String, Object> tree = components(plan);
            tree.put("nodes", steps(plan));
            return tree;
        }
        if (value instanceof Record object) {
            return components(object);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.forEach((name, each) -> tree.put(String.valueOf(name), of(each)));
            return tree;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordTree::of).toList();
        }
        if (value instanceof Enum<?> constant) {
            return word(constant);
        }
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        if (value instanceof Double number) {
            // JSON has no word for what is no number.
            return Double.isFinite(number)
                    ? new BigDecimal(number).round(DIGITS).doubleValue()
                    : String.valueOf(number);
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> components(Record object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            boolean nested = component.getName().equals("children") && object instanceof QueryPlan.Node
                    || component.getName().equals("nodes") && object instanceof QueryPlan;
            if (nested) {
                continue; // A step behind the other, see steps.
            }
            try {
                Object value = component.getAccessor().invoke(object);
                if (value instanceof Optional<?> optional) {
                    optional.ifPresent(each -> tree.put(component.getName(), of(each)));
                } else if (value instanceof OptionalLong optional) {
                    optional.ifPresent(each -> tree.put(component.getName(), each));
                } else if (value instanceof OptionalDouble optional) {
                    optional.ifPresent(each -> tree.put(component.getName(), of(each)));
                } else {
                    tree.put(component.getName(), of(value));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(object.getClass() + " is not open to be read", e);
            }
        }
        return tree;
    }

    /** The steps of a plan, parents first, each with its level. */
    private static List<Object> steps(QueryPlan plan) {
        record Placed(QueryPlan.Node node, int level) {}
        Deque<Placed> waiting = new ArrayDeque<>();
        plan.nodes().forEach(node -> waiting.add(new Placed(node, 0)));
        List<Object> steps = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Placed next = waiting.pop();
            Map<String, Object> step = components(next.node());
            step.put(LEVEL, next.level());
            steps.add(step);
            List<QueryPlan.Node> children = next.node().children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(new Placed(children.get(i), next.level() + 1));
            }
        }
        return steps;
    }
}
