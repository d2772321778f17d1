package rowan.sql.dialect;

/** Tables that only the connection has that makes them: statements read captured results in such tables, by their names. */
public interface TemporaryTables {

    /** A table's name as it is written where no other table can be meant. */
    String qualified(String name);

    /** The statement that makes one, up to the list of its columns. */
    String create(String name);

    /** The statement that drops one, where there is one. */
    String drop(String name);
}
