package rowan;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rowan.jupyter.Kernel;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.zmq.Client;

/** The program of processes that are killed: does one thing again and again, and prints how often it is done. */
public final class Killed {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Killed() {}

    /** Arguments: what to do, and where. */
    public static void main(String[] arguments) throws Exception {
        endWithParent();
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "run" -> run(directory.resolve("n.ipynb"));
            case "history" -> converse(directory);
            default -> {
                try (Notebook notebook = new Notebook(directory)) {
                    if (arguments[0].equals("import")) {
                        notebook.run(".open data.db");
                    }
                    for (int done = 0; ; done++) {
                        System.out.println(done);
                        once(arguments[0], notebook, done + 1);
                    }
                }
            }
        }
    }

    /** Where the tests themselves are ended, nobody is left to kill it. */
    private static void endWithParent() {
        Thread listening = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException closed) {
                // As good as the end.
            }
            Runtime.getRuntime().halt(0);
        });
        listening.setDaemon(true);
        listening.start();
    }

    private static void once(String what, Notebook notebook, int turn) throws InterruptedException {
        String rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + KillTest.ROWS
                + ") SELECT i, " + turn + " AS turn FROM n";
        switch (what) {
            case "import" -> notebook.run(".import rows.csv t");
            case "once" -> notebook.run(".once out.csv\n" + rows);
            default -> GridFrontEnd.export(notebook, rows);
        }
    }

    private static void run(Path notebook) throws Exception {
        for (int done = 0; ; done++) {
            System.out.println(done);
            new Headless(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .run(notebook, Map.of(), Optional.of(notebook), Optional.empty(), Optional.empty());
        }
    }

    /** Inputs are on the disk when the history was asked for. */
    private static void converse(Path directory) throws Exception {
        ConnectionFile connection = Training.freePorts();
        Path file = directory.resolve("connection.json");
        connection.write(file);
        Kernel kernel = Main.kernel(file, directory, directory, "sql");
        new Thread(kernel::serve, "kernel").start();
        try (Client client = new Client(connection)) {
            for (int done = 0; ; done++) {
                JsonObject cell = new JsonObject();
                cell.addProperty("code", "SELECT " + done);
                client.shell("execute_request", cell);
                client.shell(PATIENCE).orElseThrow();
                JsonObject question = new JsonObject();
                question.addProperty("hist_access_type", "tail");
                question.addProperty("n", 1);
                client.shell("history_request", question);
                client.shell(PATIENCE).orElseThrow();
                System.out.println(done);
            }
        }
    }
}
