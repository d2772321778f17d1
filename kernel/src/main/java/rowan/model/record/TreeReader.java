package rowan.model.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import rowan.model.plan.QueryPlan;

/**
 * Makes a record of the tree that {@link RecordTree} has made of it. It believes nothing: a tree with a component too few
 * or too many, or with one of another type, is none.
 */
final class TreeReader {

    /** Where in the tree the reader is, from the root. */
    private final Deque<String> path = new ArrayDeque<>();

    /** The value of a type that a tree stands for. */
    Object read(Type type, Object tree) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(generic.getActualTypeArguments()[0], tree)
                    : map(generic.getActualTypeArguments()[1], tree);
        }
        Class<?> plain = (Class<?>) type;
        if (tree instanceof QueryPlan.Node) {
            return tree; // A step that has been read already, see plan.
        }
        if (plain == QueryPlan.class) {
            return plan(tree);
        }
        if (plain.isRecord()) {
            return object(plain, members(tree));
        }
        if (plain.isSealed()) {
            return object(variant(plain, members(tree)), members(tree));
        }
        return value(plain, tree);
    }

    private Object value(Class<?> type, Object tree) {
        try {
            if (type == String.class && tree instanceof String) {
                return tree;
            }
            if (type == boolean.class && tree instanceof Boolean) {
                return tree;
            }
            if (type == Duration.class && tree instanceof String text) {
                return Duration.parse(text);
            }
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(constant -> RecordTree.word((Enum<?>) constant).equals(tree))
                        .findFirst()
                        .orElseThrow(() -> wrong(tree));
            }
            if (type == long.class && tree instanceof Number) {
                return new BigDecimal(tree.toString()).longValueExact();
            }
            if ((type == int.class || type == Integer.class) && tree instanceof Number) {
                return new BigDecimal(tree.toString()).intValueExact();
            }
            if (type == Long.class && tree instanceof Number) {
                return new BigDecimal(tree.toString()).longValueExact();
            }
            if (type == double.class || type == Double.class) {
                return Double.valueOf(String.valueOf(tree));
            }
        } catch (ArithmeticException | NumberFormatException | DateTimeParseException e) {
            throw wrong(tree);
        }
        throw wrong(tree);
    }

    private List<Object> list(Type type, Object tree) {
        if (!(tree instanceof List<?> all)) {
            throw wrong(tree);
        }
        List<Object> list = new ArrayList<>();
        for (Object each : all) {
            path.addLast(String.valueOf(list.size() + 1));
            list.add(read(type, each));
            path.removeLast();
        }
        return list;
    }

    private Map<String, Object> map(Type type, Object tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        members(tree).forEach((name, each) -> {
            path.addLast(name);
            map.put(name, read(type, each));
            path.removeLast();
        });
        return map;
    }

    private Map<String, Object> members(Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw wrong(tree);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, each) -> members.put(String.valueOf(name), each));
        return members;
    }

    /** The record of a sealed interface that has these components. */
    private Class<?> variant(Class<?> type, Map<String, Object> members) {
        return Arrays.stream(type.getPermittedSubclasses())
                .filter(each -> Arrays.stream(each.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                        .containsAll(members.keySet()))
                .filter(each -> Arrays.stream(each.getRecordComponents())
                        .allMatch(component -> isOptional(component) || members.containsKey(component.getName())))
                .findFirst()
                .orElseThrow(() -> wrong(members));
    }

    private static boolean isOptional(RecordComponent component) {
        return Set.of(Optional.class, OptionalLong.class, OptionalDouble.class).contains(component.getType());
    }

    private Object object(Class<?> type, Map<String, Object> members) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Map<String, Object> left = new LinkedHashMap<>(members);
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            path.addLast(name);
            boolean given = left.containsKey(name);
            values[i] = component(components[i], given, left.remove(name));
            path.removeLast();
        }
        if (!left.isEmpty()) {
            path.addLast(left.keySet().iterator().next());
            throw wrong("there");
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw wrong(members);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private Object component(RecordComponent component, boolean given, Object tree) {
        if (component.getType() == OptionalLong.class) {
            return given ? OptionalLong.of((long) read(long.class, tree)) : OptionalLong.empty();
        }
        if (component.getType() == OptionalDouble.class) {
            return given ? OptionalDouble.of((double) read(double.class, tree)) : OptionalDouble.empty();
        }
        if (component.getType() == Optional.class) {
            Type content = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return given ? Optional.of(read(content, tree)) : Optional.empty();
        }
        if (!given) {
            throw wrong("missing");
        }
        return read(component.getGenericType(), tree);
    }

    /** A plan whose steps stand in one list, parents first: from its end, each takes those that wait one level deeper. */
    private Object plan(Object tree) {
        Map<String, Object> members = members(tree);
        path.addLast("nodes");
        if (!(members.get("nodes") instanceof List<?> steps)) {
            throw wrong(members.get("nodes"));
        }
        List<Deque<QueryPlan.Node>> waiting = new ArrayList<>(List.of(new ArrayDeque<>()));
        for (int i = steps.size() - 1; i >= 0; i--) {
            path.addLast(String.valueOf(i + 1));
            Map<String, Object> step = members(steps.get(i));
            int level = level(step.remove(RecordTree.LEVEL), steps.size());
            while (waiting.size() < level + 2) {
                waiting.add(new ArrayDeque<>());
            }
            if (waiting.size() > level + 2) {
                throw wrong("below no step");
            }
            step.put("children", List.copyOf(waiting.remove(level + 1)));
            waiting.get(level).addFirst((QueryPlan.Node) object(QueryPlan.Node.class, step));
            path.removeLast();
        }
        if (waiting.size() > 1) {
            throw wrong("without a first step");
        }
        path.removeLast();
        members.put("nodes", List.copyOf(waiting.get(0)));
        return object(QueryPlan.class, members);
    }

    private int level(Object tree, int most) {
        int level = (int) value(int.class, tree);
        if (level < 0 || level >= most) {
            throw wrong("at level " + level);
        }
        return level;
    }

    private IllegalArgumentException wrong(Object found) {
        String text = String.valueOf(found);
        return new IllegalArgumentException(
                String.join(", ", path) + " is " + (text.length() > 60 ? text.substring(0, 60) + "…" : text));
    }
}
