package rowan.jshell.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes records of the newest version of their class from those of an earlier one. No constructor of the cell's is run: it
 * may print, count or refuse, and has done so when the record was made. Rowan adds one to the class that takes the
 * components and, so that none of the cell's can look like it, one of these.
 */
public final class CellRecords {

    private CellRecords() {}

    /** A record is its components: one of the new version with the same components is the same value. */
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
