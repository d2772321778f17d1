package rowan.jshell.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies records of an earlier version of a class into records of its newest version. The constructor that the user wrote
 * is not run again: it may print, count or throw, and did so when the record was made. Instead, Rowan adds a constructor to
 * each record class. It takes the components and, as a last parameter, a {@code CellRecords}, so that it can never clash
 * with a constructor of the user's.
 */
public final class CellRecords {

    private CellRecords() {}

    /** Makes a record of the new version with the components of the old one; empty where these do not fit. */
    static Optional<Object> rebuilt(Record old, Class<?> type) {
        RecordComponent[] before = old.getClass().getRecordComponents();
        RecordComponent[] after = type.getRecordComponents();
        if (before.length != after.length) {
            return Optional.empty();
        }
        Class<?>[] types = new Class<?>[after.length + 1];
        Object[] values = new Object[after.length + 1];
        types[after.length] = CellRecords.class;
        try {
            for (int i = 0; i < after.length; i++) {
                types[i] = after[i].getType();
                Field component = old.getClass().getDeclaredField(before[i].getName());
                component.setAccessible(true);
                Object value = component.get(old);
                values[i] = Versions.fitting(value, types[i]).orElse(null);
                boolean same = before[i].getName().equals(after[i].getName())
                        && (before[i].getType() == types[i] || !types[i].isPrimitive());
                if (!same || value != null && values[i] == null) {
                    return Optional.empty();
                }
            }
            Constructor<?> added = type.getDeclaredConstructor(types);
            added.setAccessible(true);
            return Optional.of(added.newInstance(values));
        } catch (NoSuchMethodException notWoven) {
            return Optional.empty();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the components of a record's class. */
    static List<String> componentsOf(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
