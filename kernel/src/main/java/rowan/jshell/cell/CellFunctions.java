package rowan.jshell.cell;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Renderer;
import rowan.model.Check;
import rowan.model.Markup;
import rowan.model.table.ResultTable;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Outcome;

/** What a Java cell can call without an import. */
public final class CellFunctions {

    /** The current database: the very connection that SQL cells use. */
    public static final Databases db = new CurrentDatabases();

    private CellFunctions() {}

    private static CellContext cell() {
        return CellContext.ofCaller();
    }

    /**
     * All rows of a query.
     *
     * @param parameters for the {@code ?} in it, in order
     */
    public static ResultTable sql(String query, Object... parameters) throws SQLException {
        return db.query(query, parameters);
    }

    /**
     * Shows whether a claim holds; the cell fails where it does not.
     *
     * @throws AssertionError with the claim
     */
    public static void check(String claim, boolean holds) {
        cell().run().output().show(new Check(claim, holds, ""));
        if (!holds) {
            throw new AssertionError(claim);
        }
    }

    /**
     * Shows a value.
     *
     * @param mimeTypes the formats it is shown in, such as {@code text/html}; all it has where none is named
     * @return the id under which {@link #updateDisplay} redraws it
     */
    public static String display(Object value, String... mimeTypes) {
        return cell().run().output().open(render(value, mimeTypes)).id();
    }

    /**
     * How a value is drawn, without showing it.
     *
     * @param mimeTypes the formats; all it has where none is named
     */
    public static MimeBundle render(Object value, String... mimeTypes) {
        return renderers().render(value, new LinkedHashSet<>(List.of(mimeTypes)));
    }

    /** Redraws what {@link #display} has shown. */
    public static void updateDisplay(String id, Object value, String... mimeTypes) {
        cell().run().output().update(id, render(value, mimeTypes));
    }

    private static Renderers renderers() {
        return cell().services().renderers();
    }

    /**
     * Has all values of a type shown as something else: {@code renderer(Point.class, p -> html("<b>" + p.x() + "</b>"))}.
     *
     * @param draw gives what is shown in place of the value
     */
    public static <T> void renderer(Class<T> type, Function<? super T, ?> draw) {
        Renderers renderers = renderers();
        renderers.add(Renderer.of(type, value -> renderers.render(draw.apply(value))));
    }

    /** Text that is shown as HTML. */
    public static Markup html(String source) {
        return new Markup("text/html", source, source);
    }

    /** Text that is shown as Markdown. */
    public static Markup markdown(String source) {
        return new Markup("text/markdown", source, source);
    }

    /** A picture from its SVG source. */
    public static Markup svg(String source) {
        return new Markup("image/svg+xml", source, source);
    }

    /** A formula in LaTeX, with its {@code $} signs. */
    public static Markup latex(String source) {
        return new Markup("text/latex", source, source);
    }

    /** Writes a value to {@code System.out}; this and the next three are JShell's {@code PRINTING}. */
    public static void print(Object value) {
        System.out.print(printed(value));
    }

    /** Writes a value to {@code System.out}, and ends the line. */
    public static void println(Object value) {
        System.out.println(printed(value));
    }

    /** Ends a line on {@code System.out}. */
    public static void println() {
        System.out.println();
    }

    /** An array of characters is a text, as for {@code System.out}. */
    private static String printed(Object value) {
        return value instanceof char[] text ? String.valueOf(text) : String.valueOf(value);
    }

    /** Writes to {@code System.out}. */
    public static void printf(String format, Object... arguments) {
        System.out.printf(format, arguments);
    }

    /**
     * Runs text as a cell, commands included, and gives the value of its last expression.
     *
     * @throws RuntimeException whatever the code throws; {@link CellFailure} where it does not compile
     */
    public static Object eval(String code) {
        CellContext cell = cell();
        return valueOf(cell.services().cells().evaluate(code, cell.run()));
    }

    /**
     * Carries out {@code %name}.
     *
     * @return its value, or null
     */
    @SuppressWarnings("unchecked")
    public static <T> T lineMagic(String name, List<String> arguments) {
        return (T) command(name, arguments, Optional.empty());
    }

    /**
     * Carries out {@code %%name}.
     *
     * @param body the lines below it
     * @return its value, or null
     */
    @SuppressWarnings("unchecked")
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return (T) command(name, arguments, Optional.of(body));
    }

    private static Object command(String name, List<String> arguments, Optional<String> body) {
        CellContext cell = cell();
        return valueOf(cell.services().cells().command(name, arguments, body, cell.run()));
    }

    private static Object valueOf(Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            throw CellFailure.of(failure.problem());
        }
        if (outcome instanceof Outcome.Interrupted) {
            throw CellStopped.stopped();
        }
        return outcome instanceof Outcome.Value value ? value.value() : null;
    }

    /**
     * Removes what the cell has shown.
     *
     * @param wait until the next output comes, so that the cell does not flicker
     */
    public static void clearOutput(boolean wait) {
        cell().run().output().clear(wait);
    }

    /** Times code; what {@code %timeit} makes of the code behind it. */
    public static Object timed(Callable<?> code) throws Exception {
        return cell().services().measured(code);
    }

    /** The value that was bound to a name outside of Java; called by the declaration of its variable. */
    public static Object boundValue(String name) {
        return cell().services().boundValue(name);
    }
}
