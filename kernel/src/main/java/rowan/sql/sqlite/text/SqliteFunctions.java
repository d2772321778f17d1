package rowan.sql.sqlite.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rowan.model.Schema;

/** What SQLite's functions take and do; the engine itself tells only their names. */
public final class SqliteFunctions {

    /** One line per function: name, signature and sentence, with tabs between them. */
    private static final String FILE = "functions.tsv";

    private final Map<String, Schema.Function> described = new HashMap<>();

    private SqliteFunctions() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SqliteFunctions.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split("\t")).forEach(f -> {
                described.put(f[0], new Schema.Function(f[0], f[1], f[2]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read when the first schema is: not on the way to the first result. */
    private static final class Loaded {
        private static final SqliteFunctions FUNCTIONS = new SqliteFunctions();
    }

    /** All that are described, which are those of the engine itself. */
    public static List<Schema.Function> described() {
        return Loaded.FUNCTIONS.described.values().stream()
                .sorted(Comparator.comparing(Schema.Function::name))
                .toList();
    }

    /**
     * The function of this name.
     *
     * @param arguments how many it takes at most; negative where any number will do
     */
    public static Schema.Function describe(String name, int arguments) {
        Schema.Function known = Loaded.FUNCTIONS.described.get(name);
        return known != null ? known : new Schema.Function(name, arguments == 0 ? name + "()" : name + "(…)", "");
    }
}
