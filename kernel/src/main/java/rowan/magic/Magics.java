package rowan.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rowan.experiment.Experiments;
import rowan.jshell.JavaLanguage;
import rowan.sql.SqlLanguage;
import rowan.sql.WatchedLanguage;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.CellLanguage;
import rowan.workspace.Cells;
import rowan.workspace.Settings;
import rowan.workspace.command.Command;
import rowan.workspace.command.Commands;
import rowan.workspace.command.Commands.Group;

/** The table of all commands. Its order is the order of help. */
public final class Magics {

    private Magics() {}

    /**
     * All commands over these engines.
     *
     * @param cells the notebook, for commands that run cells; asked for when one does
     */
    public static Commands of(
            SqlLanguage sql,
            JavaLanguage java,
            WatchedLanguage watched,
            StatementRecorder recorder,
            Settings settings,
            CellLanguage language,
            Supplier<Cells> cells) {
        AtomicReference<Commands> all = new AtomicReference<>();
        Path directory = sql.connections().directory();
        SqlCommands sqlCommands = new SqlCommands(sql);
        LogCommands logs = new LogCommands(watched, recorder, sql.connections().network());
        all.set(Commands.of(List.of(
                new Group("Databases and queries", sqlCommands.rows()),
                group(
                        "Plans and measuring",
                        Stream.of(
                                new PlanCommands(sql).rows(),
                                new ExperimentCommands(sql, new Experiments(), new Records(directory)).rows(),
                                new TimeCommands(sql, java, language).rows(),
                                logs.rows())),
                new Group("Charts", new ChartCommands(sql).rows()),
                group(
                        "Java and its libraries",
                        Stream.of(
                                List.of(logs.java()),
                                new JavaCommands(java, directory).rows(),
                                new MavenCommands(java, directory).rows())),
                group(
                        "Cells, files and other languages",
                        Stream.of(
                                new CellCommands(sql, language, cells).rows(),
                                new ContentCommands(directory).rows(),
                                NotebookCommands.rows(all::get, settings))),
                new Group("Exercises", new ExerciseCommands(cells).rows()),
                group(
                        "As in JupySQL, ipython-sql and xeus-sqlite",
                        Stream.of(
                                new JupySqlCommands(sql, sqlCommands, settings).rows(), new XeusCommands(sql).rows())),
                new Group("Words of the sqlite3 shell", new DotCommands(sql, sqlCommands, settings).rows()),
                new Group("Words of JShell", new JShellCommands(java, cells).rows()))));
        return all.get();
    }

    private static Group group(String title, Stream<List<Command>> rows) {
        return new Group(title, rows.flatMap(List::stream).toList());
    }
}
