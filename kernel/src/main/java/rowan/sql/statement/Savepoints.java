package rowan.sql.statement;

/** The statements by which a part of an open transaction is undone alone. Names are quoted where they need it. */
public interface Savepoints {

    /** Those of the SQL standard, in short. */
    Savepoints STANDARD = new Savepoints() {
        @Override
        public String set(String name) {
            return "SAVEPOINT " + name;
        }

        @Override
        public String release(String name) {
            return "RELEASE " + name;
        }

        @Override
        public String rollBackTo(String name) {
            return "ROLLBACK TO " + name;
        }
    };

    /** Begins the part. */
    String set(String name);

    /** Ends the part; what it has done stays. */
    String release(String name);

    /** Undoes what has been done since the part began, which goes on. */
    String rollBackTo(String name);
}
