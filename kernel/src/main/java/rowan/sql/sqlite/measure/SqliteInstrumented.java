package rowan.sql.sqlite.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.sqlite.plan.SqlitePlanRow;

/**
 * A statement with probes in it as SQLite compiles it: its plan, without what the probes themselves add to it, and its
 * program.
 *
 * @param rows the plan's rows, each with the address where its code begins in the program
 * @param program the instructions, by address
 */
public record SqliteInstrumented(List<Placed> rows, List<Instruction> program) {

    /** A row of the plan and where its code begins. */
    record Placed(SqlitePlanRow row, int address) {}

    /**
     * One row of {@code EXPLAIN}.
     *
     * @param target the second operand; of all that jumps, where to
     * @param called the function that it calls; empty for all else
     */
    public record Instruction(String operation, int target, String called) {}

    private static final String OWN_SUBQUERY = "CORRELATED SCALAR SUBQUERY ";

    static SqliteInstrumented of(Connection connection, Dialect dialect, BoundStatement statement) throws SQLException {
        List<Instruction> program = program(connection, dialect, statement);
        List<Placed> placed = placed(SqlitePlanRow.read(connection, dialect, statement));
        return new SqliteInstrumented(without(probes(placed, program), placed), program);
    }

    /** The program of a statement and of the triggers it fires. */
    public static List<Instruction> program(Connection connection, Dialect dialect, BoundStatement statement)
            throws SQLException {
        List<Instruction> program = new ArrayList<>();
        BoundStatement question = new BoundStatement("EXPLAIN " + statement.sql(), statement.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect.values());
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                String argument = Optional.ofNullable(rows.getString("p4")).orElse("");
                boolean probe = argument.startsWith(SqliteProbes.PREFIX) && argument.contains("(");
                program.add(new Instruction(
                        rows.getString("opcode"),
                        rows.getInt("p2"),
                        probe ? argument.substring(0, argument.indexOf('(')) : ""));
            }
        }
        return program;
    }

    /** In the plan's program each step before a row takes an address of its own, which the program that runs does not have. */
    private static List<Placed> placed(List<SqlitePlanRow> rows) {
        List<SqlitePlanRow> byAddress = new ArrayList<>(rows);
        byAddress.sort(Comparator.comparingInt(SqlitePlanRow::id));
        Map<Integer, Integer> before = new HashMap<>();
        byAddress.forEach(row -> before.put(row.id(), before.size()));
        return rows.stream()
                .map(row -> new Placed(row, row.id() - before.get(row.id())))
                .toList();
    }

    /** The ids of the subqueries in which probes stand, and of what they read: one constant row. */
    private static Set<Integer> probes(List<Placed> rows, List<Instruction> program) {
        Set<Integer> own = new HashSet<>();
        for (int address = 0; address < program.size(); address++) {
            int call = address;
            if (!program.get(call).called().isEmpty()) {
                rows.stream()
                        .filter(placed -> placed.address() <= call)
                        .max(Comparator.comparingInt(placed -> placed.row().id()))
                        .filter(placed -> placed.row().detail().equals("SCAN CONSTANT ROW"))
                        .flatMap(constant -> parent(rows, constant.row()))
                        .filter(parent -> parent.detail().startsWith(OWN_SUBQUERY))
                        .ifPresent(parent -> own.add(parent.id()));
            }
        }
        return own;
    }

    private static Optional<SqlitePlanRow> parent(List<Placed> rows, SqlitePlanRow child) {
        return rows.stream()
                .map(Placed::row)
                .filter(row -> row.id() == child.parent())
                .findFirst();
    }

    private static List<Placed> without(Set<Integer> own, List<Placed> rows) {
        return rows.stream()
                .filter(placed -> !own.contains(placed.row().id())
                        && !own.contains(placed.row().parent()))
                .toList();
    }

    /** The addresses at which a probe is called. */
    List<Integer> calls(SqliteProbes.Probe probe) {
        List<Integer> calls = new ArrayList<>();
        for (int address = 0; address < program.size(); address++) {
            if (program.get(address).called().equals(probe.function())) {
                calls.add(address);
            }
        }
        return calls;
    }

    /** The plan as it is to be compared: parents by place instead of address, costs and words. */
    List<List<Object>> shape() {
        return shape(rows.stream().map(Placed::row).toList());
    }

    /** The same of a plan without probes. */
    static List<List<Object>> shape(List<SqlitePlanRow> rows) {
        Map<Integer, Integer> places = new HashMap<>();
        List<List<Object>> shape = new ArrayList<>();
        for (SqlitePlanRow row : rows) {
            places.put(row.id(), places.size());
            // A view is called by its own name here, its query in parentheses by its alias; subqueries are numbered
            // anew.
            String words = row.detail()
                    .replaceFirst("^(CO-ROUTINE|MATERIALIZE|RIGHT-JOIN) .*", "$1")
                    .replaceAll("(SUBQUERY |subquery-)\\d+", "$1");
            shape.add(List.of(places.getOrDefault(row.parent(), -1), row.logCost(), words));
        }
        return shape;
    }
}
