package rowan.jshell.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rowan.Notebook;

/** What is printed, and whose it is. */
class CellStreamsTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
        System.getProperties().remove("test.log");
    }

    /** Logs as Rowan does, to a console that is opened when the first line is logged. */
    private static void log(String line) {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.addHandler(new ConsoleHandler());
        logger.log(Level.WARNING, line);
    }

    @Test
    void rowans_log_stands_in_no_cell() {
        Runnable logging = () -> log("a front end reads nothing");
        System.getProperties().put("test.log", logging);
        notebook.run("((Runnable) System.getProperties().get(\"test.log\")).run(); System.err.println(\"my own\");");
        logging.run(); // Between cells, where what is written belongs to the last.
        assertThat(notebook.sink().transcript()).contains("my own").doesNotContain("reads nothing");
    }

    @Test
    void a_cells_own_log_does() {
        notebook.run("import java.util.logging.*;\nvar logger = Logger.getAnonymousLogger();\n"
                + "logger.setUseParentHandlers(false); logger.addHandler(new ConsoleHandler());\n"
                + "logger.warning(\"the cell's own\");");
        assertThat(notebook.sink().transcript()).contains("the cell's own");
    }
}
