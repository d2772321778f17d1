package rowan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import rowan.advice.IndexAdviser;
import rowan.display.Renderers;
import rowan.display.markup.Values;
import rowan.display.markup.VisibleText;
import rowan.display.value.GridCells;
import rowan.jshell.JavaLanguage;
import rowan.jshell.cell.CellPlaces;
import rowan.jshell.syntax.JavaStatements;
import rowan.magic.Magics;
import rowan.notebook.export.HtmlExport;
import rowan.sql.SqlLanguage;
import rowan.sql.WatchedLanguage;
import rowan.sql.connection.Connections;
import rowan.sql.connection.StatusBoard;
import rowan.sql.csv.CsvExports;
import rowan.sql.db.SqlDatabases;
import rowan.sql.dialect.Dialect;
import rowan.sql.grid.Grid;
import rowan.sql.log.StatementRecorder;
import rowan.sql.panel.DatabasePanel;
import rowan.sql.sqlite.SqliteDialect;
import rowan.sql.statement.Lexicon;
import rowan.sql.text.Snippets;
import rowan.workspace.CellLanguage;
import rowan.workspace.Settings;
import rowan.workspace.SharedBindings;
import rowan.workspace.Workspace;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.contract.Comms;

/** Puts a workspace together: the one place that knows all engines and languages. */
final class Workspaces {

    /** The first is the engine of the notebook's own database. A further engine is a further line. */
    private static final List<Dialect> DIALECTS = List.of(new SqliteDialect());

    private Workspaces() {}

    /** What a cell's text is written in, by its first words: {@code sql} or {@code java}. */
    static String languageOf(String cell) {
        return CellColours.languageOf(cell, DIALECTS.get(0).lexicon());
    }

    /** What the pieces of a cell's text are. */
    static List<HtmlExport.Piece> coloursOf(String cell) {
        return CellColours.of(cell, DIALECTS.get(0).lexicon());
    }

    /**
     * A fresh workspace.
     *
     * @param directory where relative paths of the notebook start
     */
    static Workspace open(Path directory) {
        return open(directory, LanguageRule.SQL, System.getenv());
    }

    /**
     * A fresh workspace.
     *
     * @param kernel the language that the notebook's kernel is for: where it is {@code java}, a cell of one word is Java
     * @param environment variables that set up its Java cells
     */
    static Workspace open(Path directory, String kernel, Map<String, String> environment) {
        return open(DIALECTS, directory, kernel, environment);
    }

    /** As {@link #open(Path, String, Map)}, with these engines, the first of which opens the notebook's own database. */
    static Workspace open(List<Dialect> dialects, Path directory, String kernel, Map<String, String> environment) {
        Settings settings = new Settings();
        SharedBindings bindings = new SharedBindings();
        Connections connections = new Connections(dialects, directory);
        Renderers renderers = new Renderers(connections.results()::offered);
        Supplier<Lexicon> lexicon = () -> connections.dialect().lexicon();
        StatementRecorder recorder = new StatementRecorder(lexicon, CellPlaces::current, connections.network());
        SqlDatabases databases = new SqlDatabases(connections, settings, recorder);
        LanguageRule rule = new LanguageRule(
                () -> lexicon.get().statementWords(), () -> lexicon.get().foreignWords());
        AtomicReference<Workspace> workspace = new AtomicReference<>();
        JavaLanguage java = new JavaLanguage(
                new JavaLanguage.Environment(databases, databases, renderers, workspace::get, directory, environment));
        bindings.attach(java);
        CellLanguage language =
                new CellLanguage(rule, settings, kernel.equals(LanguageRule.JAVA), java::isVariable, java::isMethod);
        SqlLanguage sql = new SqlLanguage(
                connections, settings, new Snippets(), bindings, java::evaluate, recorder, new IndexAdviser());
        WatchedLanguage watched = new WatchedLanguage(java, recorder, connections);
        Comms comms = new Comms();
        Grid.Drawing drawing = new Grid.Drawing(GridCells::of, VisibleText::of, Values::number);
        comms.register("rowan.result", connections.results().target(drawing, new CsvExports(directory), lexicon));
        StatusBoard status = new StatusBoard(connections, VisibleText::of);
        comms.register("rowan.status", status);
        DatabasePanel panel = new DatabasePanel(connections, VisibleText::of);
        comms.register("rowan.database", panel);
        Runnable tell = () -> {
            status.tell();
            panel.tell();
        };
        workspace.set(new Workspace(new Workspace.Parts(
                List.of(sql, watched),
                Map.of(LanguageRule.SQL, text -> lexicon.get().starts(text), LanguageRule.JAVA, JavaStatements::starts),
                Magics.of(sql, java, watched, recorder, settings, language, workspace::get),
                language,
                settings,
                bindings,
                renderers,
                comms,
                List.of(() -> connections.warmUp(tell), java::warmUp),
                tell,
                List.of(java, connections))));
        return workspace.get();
    }
}
