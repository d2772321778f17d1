package rowan.sql.sqlite.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import rowan.sql.grammar.Grammar;

/** SQLite's statements, for completion. */
public final class SqliteGrammar {

    private static final String FILE = "grammar.txt";

    private SqliteGrammar() {}

    /** Read when somebody first asks: not on the way to the first result. */
    private static final class Loaded {
        private static final Grammar GRAMMAR = read();

        private static Grammar read() {
            try (InputStream file = SqliteGrammar.class.getResourceAsStream(FILE)) {
                return Grammar.of(
                        new String(file.readAllBytes(), StandardCharsets.UTF_8), new SqliteLexicon().keywords());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What may stand where. */
    public static Grammar get() {
        return Loaded.GRAMMAR;
    }
}
