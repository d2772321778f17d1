package rowan.display.value;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import rowan.display.markup.CellNames;
import rowan.model.Quantity;

/**
 * Values of Java as text: arrays by their elements, also within collections, and long ones by their first elements and how
 * many there are. All else says itself what it is. What is nested deeper than 50 levels is an ellipsis.
 */
public final class ValueText {

    /** So many elements are written. */
    private static final int ELEMENTS = 1_000;

    /** So deep are values within values written. */
    private static final int DEPTH = 50;

    /** So many values are written in all: one that holds another twice, which holds a third twice, has no end. */
    private static final int IN_ALL = 100_000;

    /** Of a stream, which may be endless. */
    private static final int OF_A_STREAM = 50;

    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private int left = IN_ALL;

    private ValueText() {}

    public static String of(Object value) {
        return new ValueText().text(value);
    }

    private String text(Object value) {
        left--;
        if (value == null || value instanceof CharSequence) {
            return String.valueOf(value);
        }
        if (!hasElements(value)) {
            return CellNames.without(itself(value));
        }
        if (around.size() == DEPTH) {
            return "…";
        }
        if (!around.add(value)) {
            return "(itself)";
        }
        try {
            if (value.getClass().isArray()) {
                return array(value);
            }
            if (value instanceof Map<?, ?> map) {
                return listed("{", map.entrySet().iterator(), map.size(), "}");
            }
            if (value instanceof Map.Entry<?, ?> entry) {
                return text(entry.getKey()) + "=" + text(entry.getValue());
            }
            if (value instanceof Optional<?> optional) {
                return optional.map(each -> "Optional[" + text(each) + "]").orElse("Optional.empty");
            }
            Collection<?> collection = (Collection<?>) value;
            return listed("[", collection.iterator(), collection.size(), "]");
        } finally {
            around.remove(value);
        }
    }

    /** What a value says of itself, which may be of others, and they of others, and so on. */
    private static String itself(Object value) {
        try {
            return String.valueOf((Object) value.toString()); // Which may be null.
        } catch (StackOverflowError tooDeep) {
            return value.getClass().getName() + " … (its toString() goes too deep)";
        }
    }

    /** A collection of a user's own says itself what it is. */
    private static boolean hasElements(Object value) {
        boolean container = value instanceof Collection || value instanceof Map || value instanceof Map.Entry;
        return value.getClass().isArray()
                || value instanceof Optional
                || container && value.getClass().getClassLoader() == null;
    }

    private String array(Object array) {
        int length = Array.getLength(array);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
            elements.add(Array.get(array, i));
        }
        return listed("[", elements.iterator(), length, "]");
    }

    private String listed(String open, Iterator<?> elements, int size, String close) {
        StringBuilder text = new StringBuilder(open);
        for (int i = 0; i < ELEMENTS && left > 0 && elements.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ").append(text(elements.next()));
        }
        String all = size > ELEMENTS ? ", … " + Quantity.count(size) + " in all" : elements.hasNext() ? ", …" : "";
        return text + all + close;
    }

    /** The first elements of a stream, which is used up by that. */
    public static String ofStream(BaseStream<?, ?> stream) {
        Iterator<?> elements;
        try {
            elements = stream.iterator();
        } catch (IllegalStateException usedUp) {
            return "a stream that has been used up";
        }
        List<Object> first = new ArrayList<>();
        while (first.size() < OF_A_STREAM && elements.hasNext()) {
            first.add(elements.next());
        }
        String text = of(first);
        return elements.hasNext()
                ? text.substring(0, text.length() - 1) + ", …] the first " + OF_A_STREAM + " of a stream"
                : text;
    }
}
