package rowan.jshell;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rowan.display.Renderers;
import rowan.workspace.contract.Outcome;

/** What classes that speak for Rowan to the code of a cell, under other names, need of the cell that is running. */
public final class CellHost {

    private CellHost() {}

    /** A command written in Java. */
    @FunctionalInterface
    public interface CommandBody {
        /**
         * Carries it out.
         *
         * @param code what stands below it, of a command for a whole cell
         * @return a value to show, or null
         */
        Object run(List<String> words, String code) throws Exception;
    }

    /** The renderers of the notebook. */
    public static Renderers renderers() {
        return CellFunctions.renderers();
    }

    /**
     * Adds a command to the notebook.
     *
     * @param name without {@code %}
     * @param isCell whether it is for a whole cell
     */
    public static void addCommand(String name, boolean isCell, CommandBody body) {
        language().added().add(name, isCell, body);
    }

    /** Adds jars or directories, separated as on any class path. */
    public static void addToClassPath(String paths) {
        List<Path> found = new ArrayList<>();
        for (String path : paths.split(File.pathSeparator)) {
            found.addAll(PathPattern.libraries(language().surroundings().directory(), path));
        }
        if (language().addToClassPath(found, cell().run()) instanceof Outcome.Failure failure) {
            throw CellFailure.of(failure.problem());
        }
    }

    private static CellContext cell() {
        return CellContext.current().orElseThrow(() -> new IllegalStateException("no cell has run yet"));
    }

    private static JavaLanguage language() {
        return cell().language();
    }
}
