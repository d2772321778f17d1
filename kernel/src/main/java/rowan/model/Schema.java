package rowan.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a database contains, as it was at one moment: an immutable picture that completion, inspection and error messages
 * read without touching the connection.
 *
 * @param relations tables and views of all attached databases
 * @param functions the names that may be called in an expression
 * @param triggers of all attached databases
 * @param databases the names of all attached databases
 */
public record Schema(
        List<Relation> relations, List<Function> functions, List<Trigger> triggers, List<String> databases) {

    /** Nothing yet. */
    public static final Schema EMPTY = new Schema(List.of(), List.of());

    public Schema {
        relations = List.copyOf(relations);
        functions = List.copyOf(functions);
        triggers = List.copyOf(triggers);
        databases = List.copyOf(databases);
    }

    /** One in which nobody has looked for triggers, and whose databases are those of its relations. */
    public Schema(List<Relation> relations, List<Function> functions) {
        this(
                relations,
                functions,
                List.of(),
                relations.stream().map(Relation::database).distinct().toList());
    }

    /** The relation of this name, by SQL's rules: case does not matter, the first attached database wins. */
    public Optional<Relation> relation(String name) {
        return relations.stream().filter(r -> r.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The relation of this name in one of the attached databases; where {@code database} is empty, as {@link #relation}. */
    public Optional<Relation> relation(String database, String name) {
        return relations.stream()
                .filter(r -> r.name().equalsIgnoreCase(name))
                .filter(r -> database.isEmpty() || r.database().equalsIgnoreCase(database))
                .findFirst();
    }

    /** What a relation is. */
    public enum Kind {
        TABLE,
        VIEW,
        VIRTUAL_TABLE
    }

    /**
     * A table or view.
     *
     * @param database the attached database it lives in: {@code main}, {@code temp} or an alias
     * @param rowCount how many rows the statistics say it has; empty where nobody counted
     * @param ddl the statement that made it, as it was written
     */
    public record Relation(
            String database,
            String name,
            Kind kind,
            List<Attribute> attributes,
            List<ForeignKey> foreignKeys,
            List<Index> indexes,
            OptionalLong rowCount,
            String ddl) {
        public Relation {
            Objects.requireNonNull(name);
            attributes = List.copyOf(attributes);
            foreignKeys = List.copyOf(foreignKeys);
            indexes = List.copyOf(indexes);
        }

        /** The attribute of this name; case does not matter. */
        public Optional<Attribute> attribute(String attribute) {
            return attributes.stream()
                    .filter(a -> a.name().equalsIgnoreCase(attribute))
                    .findFirst();
        }
    }

    /**
     * A column of a relation.
     *
     * @param primaryKeyPosition its place in the primary key, from 1; 0 when it is no part of it
     * @param isGenerated whether the engine computes its values, so that none can be given
     */
    public record Attribute(
            String name,
            String declaredType,
            boolean notNull,
            Optional<String> defaultValue,
            int primaryKeyPosition,
            boolean isGenerated) {}

    /**
     * A reference from {@code columns} to {@code targetColumns} of {@code targetTable}, pairwise.
     *
     * @param targetColumns empty when the reference names none and so means the target's primary key
     */
    public record ForeignKey(List<String> columns, String targetTable, List<String> targetColumns, String onDelete) {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /**
     * An index.
     *
     * @param columns in order
     * @param where the condition of a partial index
     * @param implied whether the engine made it for a PRIMARY KEY or UNIQUE constraint
     * @param ddl the statement that made it, as it was written; empty where it is implied
     */
    public record Index(
            String name,
            List<IndexedColumn> columns,
            boolean unique,
            Optional<String> where,
            boolean implied,
            String ddl) {
        public Index {
            columns = List.copyOf(columns);
        }

        /** The names of its columns, in order. */
        public List<String> names() {
            return columns.stream().map(IndexedColumn::name).toList();
        }

        /** Whether another index of the same table finds nothing, and no order, that this one does not. */
        public boolean replaces(Index other) {
            int size = other.columns().size();
            if (where.isPresent() || columns.size() < size) {
                return false;
            }
            List<IndexedColumn> first = columns.subList(0, size);
            // An index is read backwards as well as forwards.
            return first.equals(other.columns())
                    || first.stream().map(IndexedColumn::reversed).toList().equals(other.columns());
        }
    }

    /**
     * A column of an index.
     *
     * @param name an expression appears as its text
     * @param collation how its texts are compared, in capitals
     * @param descending whether the greatest value comes first
     */
    public record IndexedColumn(String name, String collation, boolean descending) {

        /** The same in the opposite direction. */
        IndexedColumn reversed() {
            return new IndexedColumn(name, collation, !descending);
        }

        /** As SQL has it written, without what goes without saying. */
        @Override
        public String toString() {
            return name + (collation.equals("BINARY") ? "" : " COLLATE " + collation) + (descending ? " DESC" : "");
        }
    }

    /**
     * A trigger.
     *
     * @param database the attached database it lives in
     * @param relation the name of the table or view whose changes it answers
     * @param ddl the statement that made it, as it was written
     */
    public record Trigger(String database, String name, String relation, String ddl) {}

    /**
     * A function.
     *
     * @param signature with its parameters, such as {@code substr(X, Y, Z)}; empty where the engine tells only the name
     * @param sentence what it does; may be empty
     */
    public record Function(String name, String signature, String sentence) {}
}
