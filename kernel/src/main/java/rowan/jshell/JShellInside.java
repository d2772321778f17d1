package rowan.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * What Rowan uses of JShell's own classes, which the manifest of its jar opens: fields and methods that are the same from
 * Java 17 to 25. Whoever asks does without where they are not to be had.
 */
final class JShellInside {

    private JShellInside() {}

    static Class<?> type(String simpleName) throws ClassNotFoundException {
        return Class.forName("jdk.jshell." + simpleName);
    }

    /** The value of a field of an object, which its class or one above it has. */
    static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = declared(owner.getClass(), name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException above) {
            if (type.getSuperclass() == null) {
                throw above;
            }
            return declared(type.getSuperclass(), name);
        }
    }

    static Method method(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    static Constructor<?> constructor(Class<?> owner, Class<?>... parameters) throws NoSuchMethodException {
        Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return constructor;
    }

    /** A value as the type that its owner declares for it. */
    @SuppressWarnings("unchecked")
    static <T> T cast(Object value) {
        return (T) value;
    }
}
