package rowan.model;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record as a tree of maps, lists, strings and numbers, which is what JSON can say: each component under its own name,
 * an empty one left out, a constant of an enum in small letters, a plan as the engine's own lines.
 */
public final class RecordTree {

    /** Of times and ratios, more digits are noise. */
    private static final MathContext DIGITS = new MathContext(7);

    private RecordTree() {}

    /** The tree of a record, or of anything a record holds. */
    public static Object of(Object value) {
        if (value instanceof QueryPlan plan) {
            List<String> lines = new ArrayList<>();
            plan.nodes().forEach(node -> append(node, "", lines));
            return lines;
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
            return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number).round(DIGITS).doubleValue();
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private static Map<String, Object> components(Record object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(object);
                if (value instanceof Optional<?> optional) {
                    optional.ifPresent(each -> tree.put(component.getName(), of(each)));
                } else if (value instanceof OptionalLong optional) {
                    optional.ifPresent(each -> tree.put(component.getName(), each));
                } else {
                    tree.put(component.getName(), of(value));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(object.getClass() + " is not open to be read", e);
            }
        }
        return tree;
    }

    private static void append(QueryPlan.Node node, String indent, List<String> lines) {
        lines.add(indent + node.detail());
        node.children().forEach(child -> append(child, indent + "  ", lines));
    }
}
