package rowan.model.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;

/** The experiments of a notebook, in the order in which they were made. */
public record ExperimentList(List<Entry> experiments) {

    /**
     * One experiment.
     *
     * @param number counts the experiments of the notebook, from 1
     * @param kind comparison or growth
     * @param query the statement that was measured, on one line
     * @param finding what came out, in one sentence
     * @param started when it began, ISO 8601
     */
    public record Entry(int number, String kind, String query, String finding, String started) {
        public Entry {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(query);
            Objects.requireNonNull(finding);
            Objects.requireNonNull(started);
        }
    }

    public ExperimentList {
        experiments = List.copyOf(experiments);
    }

    /** The list of some experiments. */
    public static ExperimentList of(List<Experiment> experiments) {
        return new ExperimentList(experiments.stream()
                .map(experiment -> new Entry(
                        experiment.provenance().number(),
                        experiment instanceof Growth ? "growth" : "comparison",
                        experiment.query().strip().replaceAll("\\s+", " "),
                        experiment.finding(),
                        experiment.provenance().started()))
                .toList());
    }

    /** One row for each. */
    public ResultTable table() {
        List<Column> columns = Stream.of("number", "kind", "query", "finding", "started")
                .map(name -> new Column(name, ""))
                .toList();
        List<List<Object>> rows = experiments.stream()
                .map(entry -> List.<Object>of(
                        (long) entry.number(), entry.kind(), entry.query(), entry.finding(), entry.started()))
                .toList();
        return new ResultTable(columns, rows, true, Duration.ZERO, ResultTable.DEFAULT_PAGE_ROWS, List.of());
    }
}
