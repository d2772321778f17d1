package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.dialect.CatalogQueries;
import rowan.sql.statement.Lexicon;

/** What the sqlite3 shell lists, asked of SQLite's own tables and pragmas. */
final class SqliteCatalogQueries implements CatalogQueries {

    private final Lexicon lexicon;

    SqliteCatalogQueries(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public String tables(String pattern) {
        return "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')"
                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name LIKE " + lexicon.literal(pattern)
                + " ORDER BY name";
    }

    @Override
    public String indexes(String pattern) {
        return "SELECT name, tbl_name AS \"table\", sql FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE "
                + lexicon.literal(pattern) + " ORDER BY tbl_name, name";
    }

    @Override
    public String columns(Schema.Relation table) {
        return "SELECT name, type, NOT \"notnull\" AS nullable, dflt_value AS \"default\", pk AS primary_key"
                + " FROM pragma_table_xinfo(" + lexicon.literal(table.name()) + ", "
                + lexicon.literal(table.database()) + ") WHERE hidden <> 1";
    }

    @Override
    public String definitions(String pattern) {
        return "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name LIKE "
                + lexicon.literal(pattern) + " ORDER BY tbl_name, type NOT IN ('table', 'view'), type, name";
    }

    @Override
    public String databases(Optional<String> opened) {
        String file = opened.map(place -> "CASE name WHEN 'main' THEN " + lexicon.literal(place) + " ELSE file END AS ")
                .orElse("");
        return "SELECT name, " + file + "file FROM pragma_database_list";
    }

    /**
     * The numbers are scaled by a power of two, which rounds nothing, where their squares leave the range of a double; and
     * integers are counted from the smallest, since the deviation of large ones is lost in a double.
     */
    @Override
    public Optional<String> profile(Schema.Relation table) {
        List<String> selects = new ArrayList<>();
        String read = lexicon.quote(table.database()) + "." + lexicon.quote(table.name());
        for (Schema.Attribute attribute : table.attributes()) {
            selects.add("""
                    SELECT %s AS "column", count(v) AS "values", count(*) - count(v) AS nulls,
                        count(DISTINCT v) AS "distinct", min(v) AS smallest, max(v) AS largest, avg(x * scale) / scale AS mean,
                        CASE WHEN count(x) > 1 THEN
                            CASE stdev((x - origin) * scale) / scale WHEN 9e999 THEN 'beyond the range of a REAL'
                            ELSE stdev((x - origin) * scale) / scale END
                        END AS stdev
                    FROM (SELECT %2$s AS v, CASE WHEN typeof(%2$s) IN ('integer', 'real') THEN %2$s END AS x FROM %3$s),
                        (SELECT CASE
                                WHEN max(abs(CAST(%2$s AS REAL))) > 1e140 THEN power(2, -600)
                                WHEN max(abs(CAST(%2$s AS REAL))) < 1e-140 THEN power(2, 600)
                                ELSE 1 END AS scale,
                            CASE WHEN max(typeof(%2$s) = 'real') THEN 0 ELSE min(%2$s) END AS origin
                        FROM %3$s WHERE typeof(%2$s) IN ('integer', 'real'))
                    """.formatted(lexicon.literal(attribute.name()), lexicon.quote(attribute.name()), read));
        }
        return Optional.of(String.join(" UNION ALL ", selects));
    }
}
