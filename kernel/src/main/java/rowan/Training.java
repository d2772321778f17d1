package rowan;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import rowan.files.PrivateDirectory;
import rowan.jupyter.Kernel;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.zmq.Client;

/**
 * A conversation as a front end has it, over real sockets, for the archive of classes to be made from: what is used here
 * starts fast.
 */
final class Training {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String RESULT = "application/vnd.rowan.result+json";

    private static final List<String> CELLS = List.of(
            "SELECT 1",
            "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
                    + "CREATE TABLE posts(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id), title TEXT);",
            "INSERT INTO users(name) VALUES ('Ada'), ('Grace'); INSERT INTO posts(user_id, title) VALUES (1, 'Hello');",
            "SELECT u.name, p.title, 1.5 AS score, NULL AS nothing FROM users u JOIN posts p ON p.user_id = u.id",
            "SELECT * FROM missing",
            "names << SELECT name FROM users",
            "SELECT count(*) FROM users WHERE name IN (:names)",
            "BEGIN; ROLLBACK;",
            "%%plan\nSELECT * FROM posts WHERE user_id = 1 ORDER BY title",
            "%help",
            "1 + 1",
            "int twice(int x) { return 2 * x; }\nfor (int i = 0; i < 3; i++) System.out.println(twice(i));",
            "var list = List.of(3, 1, 2); list.stream().sorted().toList()",
            "record Point(int x, int y) { int sum() { return x + y; } }\nnew Point(1, 2).sum()",
            "class Account { private int cents; int cents() { return cents; } void add(int more) { cents += more; } }\n"
                    + "var account = new Account(); account.add(5); account.cents()",
            "Function<Integer, Integer> half = i -> i / 2;\nhalf.apply(4)",
            "Function<Integer, Integer> half = i -> i / 2;\nhalf.apply(6)",
            "int total = 0;\nfor (int i = 0; i < 3; i++) total += i;\ntotal",
            "int total = 0;\nfor (int i = 0; i < 3; i++) total += i;\ntotal",
            "db.query(\"SELECT * FROM users\")",
            "throw new IllegalStateException(\"as it should\")",
            "undefinedName");

    private Training() {}

    static void run() throws IOException, InterruptedException, ConnectionFile.Unusable {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            converse(directory.file("connection.json"));
        }
    }

    /**
     * @param file where the kernel is told to listen; what it keeps lies beside
     */
    private static void converse(Path file) throws IOException, InterruptedException, ConnectionFile.Unusable {
        ConnectionFile connection = freePorts();
        connection.write(file);
        // A start does no more than this; what it did beside would be slow.
        Kernel kernel = Main.kernel(file, file.getParent(), file.getParent(), "sql");
        Thread serving = new Thread(kernel::serve, "rowan-training");
        serving.start();
        try (Client client = new Client(connection)) {
            client.shell("kernel_info_request", new JsonObject());
            awaitReply(client);
            CELLS.forEach(cell -> execute(client, cell));
            grid(client);
            for (String code : List.of("SELECT na FROM users", "list.str")) {
                JsonObject content = new JsonObject();
                content.addProperty("code", code);
                content.addProperty("cursor_pos", code.startsWith("SELECT") ? 9 : code.length());
                client.shell("complete_request", content);
                awaitReply(client);
                client.shell("inspect_request", content);
                awaitReply(client);
            }
            client.control("shutdown_request", new JsonObject());
            client.control(PATIENCE).map(Message::type);
        }
        serving.join(PATIENCE.toMillis());
    }

    private static void execute(Client client, String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("stop_on_error", false);
        client.iopubOf(client.shell("execute_request", content), PATIENCE);
        awaitReply(client);
    }

    private static void awaitReply(Client client) {
        if (client.shell(PATIENCE).isEmpty()) {
            throw new IllegalStateException("the kernel does not answer any more");
        }
    }

    /** What JupyterLab asks for a result of more rows than it shows. */
    private static void grid(Client client) {
        comm(client, "comm_open", "rowan.status", new JsonObject());
        JsonObject content = new JsonObject();
        content.addProperty(
                "code",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                        + " SELECT i, 'row ' || i AS name, i * 0.5 AS half, NULL AS nothing, x'00ff' AS bytes FROM n");
        String id = client.iopubOf(client.shell("execute_request", content), PATIENCE).stream()
                .map(message -> message.object("data"))
                .filter(data -> data.has(RESULT))
                .map(data -> data.getAsJsonObject(RESULT).get("id").getAsString())
                .findFirst()
                .orElse("");
        client.shell(PATIENCE);
        JsonObject opening = new JsonObject();
        opening.addProperty("id", id);
        opening.addProperty("gen", 0);
        comm(client, "comm_open", "rowan.result", opening);
        for (String question : List.of(
                "{op: rows, gen: 0, start: 600, count: 200}",
                "{op: view, gen: 1, sort: [{column: 1, descending: true}], filter: ''}",
                "{op: view, gen: 2, sort: [], filter: 'row 9'}",
                "{op: cell, gen: 2, id: 1, row: 0, column: 1}",
                "{op: copy, gen: 2, id: 2, start: 0, count: 2, from: 0, to: 1}")) {
            comm(
                    client,
                    "comm_msg",
                    "rowan.result",
                    JsonParser.parseString(question).getAsJsonObject());
        }
        comm(client, "comm_close", "rowan.result", new JsonObject());
    }

    private static void comm(Client client, String type, String target, JsonObject data) {
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", target);
        content.addProperty("target_name", target);
        content.add("data", data);
        client.iopubOf(client.shell(type, content), PATIENCE);
    }

    /** Ports that nobody listens to now. */
    static ConnectionFile freePorts() throws IOException {
        int[] ports = new int[5];
        ServerSocket[] held = new ServerSocket[5];
        for (int i = 0; i < 5; i++) {
            held[i] = new ServerSocket(0);
            ports[i] = held[i].getLocalPort();
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return new ConnectionFile("127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], "training");
    }
}
