package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import rowan.jshell.cell.CellFunctions;
import rowan.jshell.cell.CellHost;

/** Takes magics of a notebook's own; each becomes a command of Rowan. */
public final class Magics {

    public void registerLineMagic(String name, LineMagicFunction<?> function) {
        CellHost.addCommand(name, false, (words, code) -> function.execute(words));
    }

    public void registerCellMagic(String name, CellMagicFunction<?> function) {
        CellHost.addCommand(name, true, (words, code) -> function.execute(words, code));
    }

    /** All static methods of a class that are marked as magics. */
    public void registerMagics(Class<?> type) {
        register(type, null);
    }

    /** All methods of an object that are marked as magics. */
    public void registerMagics(Object magics) {
        register(magics.getClass(), magics);
    }

    private void register(Class<?> type, Object target) {
        for (Method method : type.getDeclaredMethods()) {
            LineMagic line = method.getAnnotation(LineMagic.class);
            if (line != null) {
                names(method, line.value(), line.aliases())
                        .forEach(name -> registerLineMagic(name, words -> call(method, target, words)));
            }
            CellMagic cell = method.getAnnotation(CellMagic.class);
            if (cell != null) {
                names(method, cell.value(), cell.aliases())
                        .forEach(name -> registerCellMagic(name, (words, body) -> call(method, target, words, body)));
            }
        }
    }

    private static List<String> names(Method method, String[] names, String[] aliases) {
        List<String> all = new ArrayList<>(List.of(names));
        if (all.isEmpty()) {
            all.add(method.getName());
        }
        all.addAll(List.of(aliases));
        return all;
    }

    private static Object call(Method method, Object target, Object... arguments) throws Exception {
        method.setAccessible(true);
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw (Error) e.getCause();
        }
    }

    /** See {@link CellFunctions#lineMagic}. */
    public <T> T applyLineMagic(String name, List<String> arguments) {
        return CellFunctions.lineMagic(name, arguments);
    }

    /** See {@link CellFunctions#cellMagic}. */
    public <T> T applyCellMagic(String name, List<String> arguments, String body) {
        return CellFunctions.cellMagic(name, arguments, body);
    }
}
