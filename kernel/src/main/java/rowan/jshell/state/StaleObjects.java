package rowan.jshell.state;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import rowan.jshell.internals.CellClassName;

/** Finds objects whose class has been replaced since they were made: new code no longer refers to their type. */
final class StaleObjects {

    /** The most objects that are looked at in one variable. */
    private static final int LOOKED_AT = 1_000;

    private final Predicate<CellClassName> areReplaced;
    private final Map<Class<?>, Boolean> known = new HashMap<>();
    private int left;

    /**
     * @param areReplaced whether a class is an old version of one that has been replaced
     */
    StaleObjects(Predicate<CellClassName> areReplaced) {
        this.areReplaced = areReplaced;
    }

    /**
     * Whether a static field holds any, in arrays and collections too.
     *
     * @param mentions whether the type of the field mentions what has been replaced
     */
    boolean areIn(Field field, Predicate<String> mentions) {
        Object value = Versions.get(field);
        left = LOOKED_AT;
        return areInUnlessChanging(value)
                || isOfOneEnum(value) && mentions.test(field.getGenericType().getTypeName());
    }

    /** Also an empty one is stale: it accepts only constants of the enum for which it was made. */
    private static boolean isOfOneEnum(Object value) {
        return value instanceof EnumMap<?, ?> || value instanceof EnumSet<?>;
    }

    /** A thread of an earlier cell may be changing the collection meanwhile; then it does not count as stale. */
    private boolean areInUnlessChanging(Object value) {
        try {
            return areIn(value);
        } catch (ConcurrentModificationException changing) {
            return false;
        }
    }

    private boolean areIn(Object value) {
        if (value == null || left-- <= 0) {
            return false;
        }
        if (isOne(value.getClass())) {
            return true;
        }
        if (value instanceof Object[] array) {
            return areInAny(Arrays.asList(array));
        }
        if (value instanceof Optional<?> optional) {
            return areIn(optional.orElse(null));
        }
        boolean ofTheJdk = value.getClass().getClassLoader() == null;
        if (value instanceof Collection<?> collection && ofTheJdk) {
            return areInAny(collection);
        }
        return value instanceof Map<?, ?> map && ofTheJdk && (areInAny(map.keySet()) || areInAny(map.values()));
    }

    private boolean areInAny(Collection<?> values) {
        for (Object value : values) {
            if (areIn(value)) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
        }
        return false;
    }

    /** A lambda is one by its interface. */
    private boolean isOne(Class<?> type) {
        if (type == null) {
            return false;
        }
        Boolean before = known.get(type);
        if (before == null) {
            before = CellClassName.of(type.getName())
                            .filter(name -> !name.isWrapper())
                            .filter(areReplaced)
                            .isPresent()
                    || isOne(type.getSuperclass())
                    || Arrays.stream(type.getInterfaces()).anyMatch(this::isOne);
            known.put(type, before);
        }
        return before;
    }
}
