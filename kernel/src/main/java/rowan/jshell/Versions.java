package rowan.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of each class of a cell: JShell replaces a class when it, or something it uses, is declared anew, and would
 * forget its static state. What was in the version before is carried over where it still fits.
 */
final class Versions {

    /**
     * A class that has run its static initialiser.
     *
     * @param initial the simple values its static fields had then
     */
    private record Initialised(Class<?> type, Map<String, Object> initial) {}

    private final Map<String, Class<?>> newestWrappers = new ConcurrentHashMap<>();
    private final Map<String, Initialised> newest = new ConcurrentHashMap<>();

    /** A wrapper was defined; the variables in it take the values they had. */
    void inheritVariables(Class<?> wrapper, String lineage) {
        Class<?> before = newestWrappers.put(lineage, wrapper);
        if (before != null) {
            for (Field field : wrapper.getDeclaredFields()) {
                if (isState(field)) {
                    state(before, field.getName()).ifPresent(from -> set(field, get(from)));
                }
            }
        }
    }

    /** A type has run its static initialiser; its fields take the values they had, unless they begin with another now. */
    void inheritStatics(Class<?> type) {
        String lineage =
                CellClassName.of(type.getName()).map(CellClassName::lineage).orElse(type.getName());
        Map<String, Object> initial = new HashMap<>();
        Initialised before = newest.get(lineage);
        for (Field field : type.getDeclaredFields()) {
            if (isState(field)) {
                Object value = get(field);
                if (value == null || isSimple(value)) {
                    initial.put(field.getName(), value);
                }
                if (before != null
                        && Objects.equals(before.initial().get(field.getName()), initial.get(field.getName()))) {
                    state(before.type(), field.getName()).ifPresent(from -> set(field, get(from)));
                }
            }
        }
        newest.put(lineage, new Initialised(type, initial));
    }

    private static boolean isSimple(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character;
    }

    private static boolean isState(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && !Modifier.isFinal(field.getModifiers())
                && !field.isSynthetic();
    }

    private static Optional<Field> state(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            return isState(field) ? Optional.of(field) : Optional.empty();
        } catch (NoSuchFieldException none) {
            return Optional.empty();
        }
    }

    static Object get(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a static field to a value of an earlier version of its type; whether the value fits. */
    static boolean set(Field field, Object value) {
        try {
            field.setAccessible(true);
            Object fitting = value == null ? null : fitting(value, field.getType());
            if (value != null && fitting == null
                    || value == null && field.getType().isPrimitive()) {
                return false;
            }
            field.set(null, fitting);
            return true;
        } catch (IllegalArgumentException anotherPrimitive) {
            return false;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value as one of {@code type}, made anew from an enum's name or a record's components; null if it is none. */
    private static Object fitting(Object value, Class<?> type) {
        if (type.isPrimitive() || type.isInstance(value)) {
            return value;
        }
        boolean sameLineage = CellClassName.of(type.getName())
                .map(CellClassName::lineage)
                .equals(CellClassName.of(value.getClass().getName()).map(CellClassName::lineage));
        if (!sameLineage || !CellClassName.of(type.getName()).isPresent()) {
            return null;
        }
        if (value instanceof Enum<?> constant && type.isEnum()) {
            for (Object candidate : type.getEnumConstants()) {
                if (((Enum<?>) candidate).name().equals(constant.name())) {
                    return candidate;
                }
            }
        }
        return value instanceof Record record && type.isRecord() ? rebuilt(record, type) : null;
    }

    /** A record is its components: one of the new version with the same components is the same value. */
    private static Object rebuilt(Record old, Class<?> type) {
        RecordComponent[] before = old.getClass().getRecordComponents();
        RecordComponent[] after = type.getRecordComponents();
        if (before.length != after.length) {
            return null;
        }
        Class<?>[] types = new Class<?>[after.length];
        Object[] values = new Object[after.length];
        try {
            for (int i = 0; i < after.length; i++) {
                types[i] = after[i].getType();
                Method accessor = before[i].getAccessor();
                accessor.setAccessible(true);
                Object value = accessor.invoke(old);
                values[i] = value == null ? null : fitting(value, types[i]);
                boolean same = before[i].getName().equals(after[i].getName())
                        && (before[i].getType() == types[i] || !types[i].isPrimitive());
                if (!same || value != null && values[i] == null) {
                    return null;
                }
            }
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException refused) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
