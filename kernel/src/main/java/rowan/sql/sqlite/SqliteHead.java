package rowan.sql.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first page of a database tells about it.
 *
 * @param numbers of its header, in the order of {@link #FIELDS}
 * @param encoding of its texts
 * @param objects type, name and table of each object, as they stand next to each other in the page
 * @param definitions the place and the SQL of each
 */
record SqliteHead(List<Long> numbers, Charset encoding, List<String> objects, List<String> definitions) {

    /** Fields of the header, and where each begins as a big-endian number of four bytes. */
    private enum Field {
        PAGE_COUNT(28),
        FREELIST_COUNT(36),
        SCHEMA_VERSION(40),
        USER_VERSION(60),
        APPLICATION_ID(68);

        private final int offset;

        Field(int offset) {
            this.offset = offset;
        }

        long in(ByteBuffer page) {
            return page.getInt(offset);
        }
    }

    private static final List<Field> FIELDS = List.of(Field.values());

    /** Where the b-tree of the first page begins: its type, and three bytes later the number of its cells. */
    private static final int TREE = 100;

    private static final byte LEAF = 13;

    static SqliteHead of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<Long> numbers = new ArrayList<>();
            for (Field field : FIELDS) {
                try (ResultSet row = statement.executeQuery("PRAGMA main." + field)) {
                    numbers.add(row.next() ? row.getLong(1) : 0);
                }
            }
            Charset encoding = StandardCharsets.UTF_8;
            try (ResultSet row = statement.executeQuery("PRAGMA main.encoding")) {
                if (row.next()) {
                    encoding = Charset.forName(row.getString(1));
                }
            }
            List<String> objects = new ArrayList<>();
            List<String> definitions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT type || name || tbl_name, rootpage || ' ' || ifnull(sql, '') FROM main.sqlite_schema")) {
                while (rows.next()) {
                    objects.add(rows.getString(1));
                    definitions.add(rows.getString(2));
                }
            }
            return new SqliteHead(numbers, encoding, objects, definitions);
        }
    }

    long schemaVersion() {
        return numbers.get(Field.SCHEMA_VERSION.ordinal());
    }

    /** Whether one database cannot have had both: SQLite raises the version with every change of the schema. */
    boolean contradicts(SqliteHead other) {
        return schemaVersion() == other.schemaVersion()
                && !(objects.equals(other.objects) && definitions.equals(other.definitions));
    }

    /** Whether a first page can be the one that this was read from. */
    boolean fits(ByteBuffer page) {
        return FIELDS.stream().map(field -> field.in(page)).toList().equals(numbers) && hasObjectsOf(page);
    }

    /** Whether a first page can have been written some time after the one that this was read from. */
    boolean isBefore(ByteBuffer page) {
        long later = Field.SCHEMA_VERSION.in(page);
        return schemaVersion() < later || schemaVersion() == later && hasObjectsOf(page);
    }

    private boolean hasObjectsOf(ByteBuffer page) {
        if (page.get(TREE) != LEAF) {
            return true; // They lie on further pages.
        }
        String bytes = StandardCharsets.ISO_8859_1.decode(page.duplicate()).toString();
        return page.getShort(TREE + 3) == objects.size()
                && objects.stream()
                        .map(object -> new String(object.getBytes(encoding), StandardCharsets.ISO_8859_1))
                        .allMatch(bytes::contains);
    }
}
