package rowan.sql.sqlite;

import rowan.sql.dialect.TemporaryTables;
import rowan.sql.statement.Lexicon;

/** Tables of the database {@code temp}, which each connection has for itself. */
final class SqliteTemporaryTables implements TemporaryTables {

    private final Lexicon lexicon;

    SqliteTemporaryTables(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public String qualified(String name) {
        return "temp." + lexicon.quote(name);
    }

    @Override
    public String create(String name) {
        return "CREATE TABLE " + qualified(name);
    }

    @Override
    public String drop(String name) {
        return "DROP TABLE IF EXISTS " + qualified(name);
    }
}
