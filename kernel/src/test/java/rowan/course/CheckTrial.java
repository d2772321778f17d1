package rowan.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rowan.Notebook;
import rowan.model.table.ResultTable;

/**
 * Puts the checks of a cell that has just run to the test: what they read is made wrong, and they have to fail. A check that
 * reads nothing, or only what is written down in the notebook, is wrong itself.
 */
final class CheckTrial {

    /** Where a value waits that a cell of the notebook takes or gives; the two share nothing else. */
    private static final String PLACE = "rowan.course.value";

    /** Run once in a notebook, before its own cells. */
    static final String HELPERS = """
            @SuppressWarnings("unchecked")
            <T> T courseValue() { return (T) System.getProperties().get("%1$s"); }
            void courseValue(Object value) { System.getProperties().put("%1$s", value); }
            """.formatted(PLACE);

    private static final Pattern EXPECTING =
            Pattern.compile("%%?sql\\b[^\\n]*--expect-(error|rows|plan)\\b.*", Pattern.DOTALL);
    private static final Pattern EXPECTATION =
            Pattern.compile("--expect-(error|rows|plan)[ =](\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Pattern CAPTURE = Pattern.compile("(?m)^\\s*(\\w+)\\s*<<");

    private final Notebook notebook;
    private final String cell;
    private final Set<String> constants;
    private final Set<String> ordered;
    private final List<String> unnoticed = new ArrayList<>();
    private int tried;

    /**
     * @param constants variables whose values are written down
     * @param ordered captured results whose queries say in which order
     */
    CheckTrial(Notebook notebook, String cell, Set<String> constants, Set<String> ordered) {
        this.notebook = notebook;
        this.cell = cell;
        this.constants = constants;
        this.ordered = ordered;
    }

    /** The captured results of a cell whose queries end in an ORDER BY. */
    static Set<String> ordered(String cell) {
        Matcher capture = CAPTURE.matcher(cell);
        return capture.find() && cell.toUpperCase(java.util.Locale.ROOT).lastIndexOf("ORDER BY") > cell.lastIndexOf(')')
                ? Set.of(capture.group(1))
                : Set.of();
    }

    /** The variables of a cell whose values are written down; none where it is no Java. */
    static Set<String> constants(String cell) {
        return isJava(cell) ? JavaChecks.of(java(cell)).constants() : Set.of();
    }

    private static boolean isJava(String cell) {
        return cell.contains("check(") && !cell.startsWith("%%exercise");
    }

    /** The statements below its commands, such as {@code %%java} and {@code %maven}. */
    private static String java(String cell) {
        return cell.lines().dropWhile(line -> line.startsWith("%")).collect(Collectors.joining("\n"));
    }

    /** How many wrong values were tried. */
    int tried() {
        return tried;
    }

    /** What no check noticed. */
    List<String> unnoticed() {
        return unnoticed;
    }

    void run() {
        if (EXPECTING.matcher(cell).matches()) {
            expectations();
        } else if (isJava(cell)) {
            List<JavaChecks.Check> checks = JavaChecks.of(java(cell)).checks();
            checks.forEach(this::check);
        } else {
            miss("has no check: " + cell);
        }
    }

    private void miss(String what) {
        unnoticed.add(what);
        tried++;
    }

    /** An expectation has to fail on a statement that succeeds, on another error, on other rows, on another plan. */
    private void expectations() {
        Matcher each = EXPECTATION.matcher(cell.lines().findFirst().orElse(""));
        while (each.find()) {
            String option = "%%sql --expect-" + each.group(1) + " " + each.group(2) + "\n";
            switch (each.group(1)) {
                case "error" -> {
                    expectFailure(option + "SELECT 1", "no error");
                    expectFailure(option + "SELECT * FROM a_table_that_nobody_made", "another error");
                }
                case "plan" -> expectFailure(option + "SELECT 1", "another plan");
                default -> {
                    expectFailure(option + "SELECT 1 WHERE 0", "empty");
                    Matcher number = Pattern.compile("\\d+").matcher(each.group(2));
                    int fewer = number.find() ? Integer.parseInt(number.group()) - 1 : 0;
                    expectFailure(
                            option
                                    + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT "
                                    + fewer,
                            "last row gone");
                }
            }
        }
    }

    private void expectFailure(String cell, String what) {
        tried++;
        notebook.run(cell);
        if (notebook.outcome().isOk()) {
            unnoticed.add(what + " is not noticed by\n" + this.cell);
        }
    }

    private void check(JavaChecks.Check check) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : check.names()) {
            value(name).filter(value -> !constants.contains(name)).ifPresent(value -> values.put(name, value));
        }
        if (values.isEmpty()) {
            miss("reads no value that a cell has made: " + check.text());
        }
        values.forEach((name, value) -> {
            if (value instanceof Boolean) {
                miss("reads only that " + name + " is " + value + "; the condition belongs into " + check.text());
                return;
            }
            for (Mutations.Mutation mutation : Mutations.of(value, check, ordered.contains(name))) {
                tried++;
                if (mutation.values().stream().noneMatch(wrong -> fails(check, Map.of(name, wrong), values))) {
                    unnoticed.add(name + ", " + mutation.what() + ": not noticed by " + check.text());
                }
            }
        });
        exchanged(values).forEach(pair -> {
            tried++;
            if (!fails(check, pair, values)) {
                unnoticed.add(pair.keySet() + " exchanged: not noticed by " + check.text());
            }
        });
    }

    /** Two numbers, or two results, each in the place of the other. */
    private static List<Map<String, Object>> exchanged(Map<String, Object> values) {
        List<String> names = List.copyOf(values.keySet());
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, names.size()).mapToObj(j -> List.of(names.get(i), names.get(j))))
                .filter(pair -> isPair(values.get(pair.get(0)), values.get(pair.get(1))))
                .map(pair -> Map.of(
                        pair.get(0), values.get(pair.get(1)),
                        pair.get(1), values.get(pair.get(0))))
                .collect(Collectors.toList());
    }

    private static boolean isPair(Object one, Object other) {
        if (one instanceof ResultTable left && other instanceof ResultTable right) {
            return left.columnNames().equals(right.columnNames())
                    && !left.rows().equals(right.rows());
        }
        return one instanceof Number && one.getClass() == other.getClass() && !one.equals(other);
    }

    /** The value of a variable of the notebook; empty where the name is none. */
    private Optional<Object> value(String name) {
        notebook.run("courseValue((Object) " + name + ");");
        return Optional.ofNullable(System.getProperties().remove(PLACE));
    }

    /** Whether a check fails with these values, after which the variables have their own again. */
    private boolean fails(JavaChecks.Check check, Map<String, Object> wrong, Map<String, Object> right) {
        wrong.forEach(this::assign);
        notebook.run(check.text());
        boolean failed = !notebook.outcome().isOk();
        wrong.keySet().forEach(name -> assign(name, right.get(name)));
        return failed;
    }

    private void assign(String name, Object value) {
        System.getProperties().put(PLACE, value);
        notebook.run(name + " = courseValue();");
        System.getProperties().remove(PLACE); // Others expect texts there.
        if (!notebook.outcome().isOk()) {
            throw new IllegalStateException(name + " cannot be given another value:\n" + notebook.traceback());
        }
    }
}
