package rowan.jshell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads the classes of cells and of the libraries they ask for. It sees the JDK and the few classes that cells may use of
 * Rowan, so that no library of Rowan's own gets in the way of a user's. Classes are defined when they are first needed: by
 * then it is known which lines of which cell they come from.
 */
final class CellClassLoader extends URLClassLoader {

    private static final Set<String> SHARED = Set.of(
            "rowan.jshell.CellFunctions",
            "rowan.jshell.Guard",
            "rowan.workspace.Databases",
            "rowan.display.MimeBundle");

    /** {@code REPL.$JShell$11}, and the same with letters when it has been replaced. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)([A-Z]*)");

    private final Map<String, byte[]> bytecode = new HashMap<>();
    private final Map<String, Class<?>> newest = new HashMap<>();
    private final Function<String, CellLines> lines;

    /**
     * @param lines of a wrapper class by its name
     */
    CellClassLoader(Function<String, CellLines> lines) {
        super("rowan-cells", new URL[0], new SharedClasses());
        this.lines = lines;
    }

    /** The JDK, and of Rowan only what cells may use. */
    private static final class SharedClasses extends ClassLoader {
        private static final ClassLoader KERNEL = CellClassLoader.class.getClassLoader();

        SharedClasses() {
            super("rowan-shared", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
            if (name.startsWith("rowan.model.") || SHARED.contains(outer)) {
                return KERNEL.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Keeps byte code until the class is needed. */
    void keep(String name, byte[] code) {
        bytecode.put(name, code);
    }

    @Override
    protected void addURL(URL url) {
        super.addURL(url);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] own = bytecode.get(name);
        if (own != null) {
            String outer = name.contains("$") && name.indexOf('$', "REPL.$JShell$".length()) > 0
                    ? name.substring(0, name.indexOf('$', "REPL.$JShell$".length()))
                    : name;
            Class<?> defined = define(name, own, lines.apply(outer));
            inheritState(name, defined);
            return defined;
        }
        return library(name);
    }

    private Class<?> define(String name, byte[] code, CellLines cellLines) {
        byte[] woven = code;
        try {
            woven = Weaver.weave(code, cellLines);
        } catch (IllegalArgumentException | IndexOutOfBoundsException tooNew) {
            System.getLogger(CellClassLoader.class.getName())
                    .log(System.Logger.Level.DEBUG, name + " cannot be made interruptible", tooNew);
        }
        return defineClass(name, woven, 0, woven.length);
    }

    /** Loops in libraries can be stopped too. */
    private Class<?> library(String name) throws ClassNotFoundException {
        URL resource = findResource(name.replace('.', '/') + ".class");
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = resource.openStream()) {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
                definePackage(name.substring(0, dot), null, null, null, null, null, null, null);
            }
            return define(name, in.readAllBytes(), CellLines.NONE);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /**
     * JShell replaces the class of a variable when something it uses is declared anew, and would forget its value; the
     * value of the class before is kept where it still fits.
     */
    private void inheritState(String name, Class<?> defined) {
        Matcher wrapper = WRAPPER.matcher(name);
        if (!wrapper.matches()) {
            return;
        }
        Class<?> before = newest.put(wrapper.group(1), defined);
        if (before == null) {
            return;
        }
        for (Field field : defined.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
                copy(before, field);
            }
        }
    }

    private static void copy(Class<?> before, Field to) {
        try {
            Field from = before.getDeclaredField(to.getName());
            from.setAccessible(true);
            to.setAccessible(true);
            Object value = from.get(null);
            boolean fits = to.getType().isPrimitive()
                    ? from.getType() == to.getType()
                    : to.getType().isInstance(value);
            if (fits) {
                to.set(null, value);
            }
        } catch (NoSuchFieldException gone) {
            // The variable is new.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
