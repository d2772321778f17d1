package rowan.sql.grid;

import java.io.IOException;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import rowan.model.Quantity;
import rowan.model.table.Column;
import rowan.sql.grid.Arrangement.Filter;
import rowan.sql.grid.Arrangement.Order;
import rowan.sql.statement.Lexicon;
import rowan.workspace.contract.Comms;

/**
 * One open grid: what it asks, and what it hears. Every question has the generation {@code gen} of the arrangement it is
 * about, and so has the answer.
 *
 * <p>Asked: {@code view} (sort, filter, filters), {@code rows} (start, count), {@code copy} (start, count, columns, format,
 * headers, part), {@code cell}
 * (row, column), {@code summary} (column), {@code export}. Told unasked: {@code grew}, while the result is still read. Where a filter of a {@code view}
 * cannot be read, {@code failed} names its column, and what was shown before is from then on what the new generation shows.
 */
public final class Grid {

    /**
     * Draws what a result contains.
     *
     * @param cells a row, as cells
     * @param whole the text of one value
     * @param number a number with all its digits
     */
    public record Drawing(
            Function<List<Object>, List<String>> cells, UnaryOperator<String> whole, DoubleFunction<String> number) {}

    /** Writes all rows to a new file; returns a sentence that says where. */
    @FunctionalInterface
    public interface Exports {
        String write(List<Column> columns, List<List<Object>> rows) throws IOException;
    }

    private static final int BLOCK_ROWS = 200;
    private static final int MOST_ROWS = 2_000;

    private final Comms.Peer peer;
    private final Drawing drawing;
    private final Exports exports;
    private final Supplier<Lexicon> lexicon;
    private final Executor thread;
    private final Runnable news;
    private volatile LiveResult result;
    private volatile boolean closed;
    private volatile int generation;
    private volatile int wantedGeneration;
    /** Questions that have come and wait for their turn. */
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile boolean arranging;
    private volatile boolean summarizing;
    private volatile Map<String, Object> wantedSummary = Map.of();
    private volatile Arrangement arrangement = Arrangement.plain(0);

    /**
     * @param lexicon of the engine in whose SQL rows are copied
     * @param thread the one thread on which the grid is asked; its news come from there too, so that none overtakes an
     *     answer that was drawn before it
     */
    Grid(Comms.Peer peer, Drawing drawing, Exports exports, Supplier<Lexicon> lexicon, Executor thread) {
        this.peer = peer;
        this.drawing = drawing;
        this.exports = exports;
        this.lexicon = lexicon;
        this.thread = thread;
        this.news = () -> thread.execute(this::news);
    }

    void open(LiveResult live, Map<String, Object> data) throws SQLException {
        result = live;
        generation = number(data, "gen");
        wantedGeneration = generation;
        live.listen(news);
        view();
    }

    void close() {
        closed = true;
        LiveResult live = result;
        if (live != null) {
            live.forget(news);
            if (arranging || summarizing) {
                live.rows().cancel();
            }
        }
    }

    /**
     * Hears of a question before its turn: whoever asks for another arrangement does not wait for the one before, and nobody
     * waits for a summary.
     */
    void expect(Map<String, Object> question) {
        waiting.incrementAndGet();
        LiveResult live = result;
        boolean isView = "view".equals(question.get("op"));
        if (isView) {
            wantedGeneration = number(question, "gen");
        } else if ("summary".equals(question.get("op"))) {
            wantedSummary = question;
        }
        if (live != null && (summarizing || isView && arranging)) {
            live.rows().cancel();
        }
    }

    private boolean isOvertaken(Map<String, Object> question) {
        return number(question, "gen") != wantedGeneration;
    }

    /** Answers one question; a grid whose result is gone is closed, and shows what it had saved. */
    void answer(Map<String, Object> question) {
        waiting.decrementAndGet();
        reply(question);
    }

    private void reply(Map<String, Object> question) {
        if (result == null || closed) {
            return;
        }
        String op = String.valueOf(question.get("op"));
        try {
            switch (op) {
                case "view" -> arrange(question);
                case "rows" -> rows(question);
                case "copy" -> copy(question);
                case "cell" -> cell(question);
                case "summary" -> summary(question);
                case "export" -> export(question);
                default -> say("failed", question, Map.of("sentence", "Rowan does not know this question."));
            }
        } catch (SQLException | IOException | RuntimeException e) {
            if (!op.equals("view") || !isOvertaken(question)) {
                say("failed", question, Map.of("sentence", String.valueOf(e.getMessage())));
            }
        }
    }

    private void say(String op, Map<String, Object> question, Map<String, Object> content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("op", op);
        message.put("gen", generation);
        if (question.containsKey("id")) {
            message.put("id", question.get("id"));
        }
        message.putAll(content);
        peer.send(message);
    }

    private static int number(Map<String, Object> data, String name) {
        return data.get(name) instanceof Number number ? number.intValue() : 0;
    }

    private void arrange(Map<String, Object> question) throws SQLException {
        arranging = true;
        try {
            if (!isOvertaken(question)) {
                generation = number(question, "gen");
                arrangement = new Arrangement(
                        orders(question),
                        String.valueOf(question.getOrDefault("filter", "")),
                        filters(question),
                        result.rows().size());
                view();
                result.rows().prepare(arrangement);
            }
        } catch (NoCondition e) {
            say(
                    "failed",
                    question,
                    Map.of("column", e.column, "sentence", drawing.whole().apply(e.getMessage())));
        } finally {
            arranging = false;
        }
    }

    private List<Order> orders(Map<String, Object> question) {
        List<Order> orders = new ArrayList<>();
        forEachColumn(
                question,
                "sort",
                (column, sort) -> orders.add(new Order(column, Boolean.TRUE.equals(sort.get("descending")))));
        return List.copyOf(orders);
    }

    private List<Filter> filters(Map<String, Object> question) {
        List<Filter> filters = new ArrayList<>();
        forEachColumn(question, "filters", (column, filter) -> {
            String written = String.valueOf(filter.get("text"));
            Condition condition = ConditionReader.read(written)
                    .orElseThrow(() ->
                            new NoCondition(column, result.columns().get(column).name(), written));
            filters.add(new Filter(column, condition));
        });
        return List.copyOf(filters);
    }

    /** What a question says of columns, where there are such. */
    private void forEachColumn(Map<String, Object> question, String list, BiConsumer<Integer, Map<?, ?>> reader) {
        if (question.get(list) instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> one
                        && one.get("column") instanceof Number column
                        && column.intValue() >= 0
                        && column.intValue() < result.columns().size()) {
                    reader.accept(column.intValue(), one);
                }
            }
        }
    }

    /** What was written into the filter of a column is no condition. */
    private static final class NoCondition extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int column;

        NoCondition(int column, String name, String written) {
            super("The filter of " + name + " cannot be read: " + written.strip() + " – " + ConditionReader.GRAMMAR);
            this.column = column;
        }
    }

    private void view() throws SQLException {
        int total = result.rows().count(arrangement);
        Map<String, Object> content = state();
        content.put("total", total);
        content.put("start", 0);
        content.put("rows", drawn(0, BLOCK_ROWS));
        say("view", Map.of(), content);
    }

    /** How much of the result there is. */
    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("all", result.rows().size());
        state.put("reading", result.isReading());
        state.put("note", result.note());
        return state;
    }

    /** More rows have come, or the last. An arrangement is made anew once all are there. */
    private void news() {
        try {
            if (arrangement.isPlain()) {
                Map<String, Object> content = state();
                content.put("total", result.rows().size());
                say("grew", Map.of(), content);
            } else if (!result.isReading()) {
                arrangement = arrangement.of(result.rows().size());
                view();
            }
        } catch (SQLException | RuntimeException e) {
            System.getLogger(Grid.class.getName()).log(System.Logger.Level.DEBUG, "no news", e);
        }
    }

    private List<List<String>> drawn(int start, int count) throws SQLException {
        List<List<String>> cells = new ArrayList<>();
        for (List<Object> row : result.rows().rows(arrangement, start, Math.min(count, MOST_ROWS))) {
            cells.add(drawing.cells().apply(row));
        }
        return cells;
    }

    private void rows(Map<String, Object> question) throws SQLException {
        if (number(question, "gen") != generation) {
            return; // Asked before the arrangement that is shown now.
        }
        int start = number(question, "start");
        say("rows", question, Map.of("start", start, "rows", drawn(start, number(question, "count"))));
    }

    /** Rows as a text for other programs. */
    private void copy(Map<String, Object> question) throws SQLException {
        List<Integer> columns = columns(question);
        List<List<Object>> rows = result.rows()
                .rows(arrangement, number(question, "start"), Math.min(number(question, "count"), MOST_ROWS));
        String text = format(question, columns)
                .text(
                        rows.stream().map(row -> chosen(row, columns)).toList(),
                        CopyFormat.Part.valueOf(String.valueOf(question.getOrDefault("part", "only"))
                                .toUpperCase(Locale.ROOT)));
        say("copied", question, Map.of("text", text, "rows", rows.size()));
    }

    /** The columns that a question names, in its order; all where it names none. */
    private List<Integer> columns(Map<String, Object> question) {
        int all = result.columns().size();
        return question.get("columns") instanceof List<?> named
                ? named.stream()
                        .map(column -> Objects.checkIndex(((Number) column).intValue(), all))
                        .toList()
                : IntStream.range(0, all).boxed().toList();
    }

    private static <T> List<T> chosen(List<T> all, List<Integer> indexes) {
        List<T> chosen = new ArrayList<>(); // A value may be null.
        indexes.forEach(index -> chosen.add(all.get(index)));
        return chosen;
    }

    private CopyFormat format(Map<String, Object> question, List<Integer> columns) {
        List<String> names =
                chosen(result.columns(), columns).stream().map(Column::name).toList();
        List<String> headers = Boolean.TRUE.equals(question.get("headers")) ? names : List.of();
        String format = String.valueOf(question.getOrDefault("format", "tsv"));
        return switch (format) {
            case "tsv" -> new CopyFormat.Separated('\t', headers, drawing.number());
            case "csv" -> new CopyFormat.Separated(',', headers, drawing.number());
            case "json" -> new CopyFormat.Json(names, drawing.number());
            case "markdown" -> new CopyFormat.Markdown(names, drawing.number());
            case "insert" ->
                new CopyFormat.Insert(
                        Column.tableOf(result.columns()).orElse("result"), names, drawing.number(), lexicon.get());
            default -> throw new IllegalArgumentException("Rowan does not copy as " + format + ".");
        };
    }

    /** One value as a whole. */
    private void cell(Map<String, Object> question) throws SQLException {
        List<List<Object>> rows = result.rows().rows(arrangement, number(question, "row"), 1);
        if (!rows.isEmpty()) {
            Object value = rows.get(0).get(number(question, "column"));
            say("cell", question, WholeValue.of(value, result.rows(), drawing.whole()));
        }
    }

    /** What a column holds. Others go first; one that they interrupt is made behind their answers. */
    private void summary(Map<String, Object> question) throws SQLException {
        if (question != wantedSummary || isOvertaken(question)) {
            say("failed", question, Map.of("sentence", "Another question came before the answer."));
            return;
        }
        int column =
                Objects.checkIndex(number(question, "column"), result.columns().size());
        summarizing = true;
        try {
            if (waiting.get() == 0) {
                ColumnSummary summary =
                        result.rows().summary(arrangement.of(result.rows().size()), column);
                say("summary", question, content(column, summary));
                return;
            }
        } catch (SQLException e) {
            if (waiting.get() == 0) {
                throw e;
            }
        } finally {
            summarizing = false;
        }
        thread.execute(() -> reply(question));
    }

    private Map<String, Object> content(int column, ColumnSummary summary) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("column", column);
        content.put("kind", summary.kind().name().toLowerCase(Locale.ROOT));
        content.put("rows", summary.rows());
        content.put("nulls", summary.nulls());
        content.put("distinct", summary.distinct());
        content.put("min", drawn(summary.least()));
        content.put("max", drawn(summary.greatest()));
        content.put("mean", drawn(summary.mean()));
        content.put(
                "bins",
                summary.bins().stream()
                        .map(bin -> Map.of("from", bin.from(), "to", bin.to(), "rows", bin.rows()))
                        .toList());
        content.put(
                "most",
                summary.most().stream()
                        .map(each -> Map.of("value", drawn(each.value()), "rows", each.rows()))
                        .toList());
        return content;
    }

    private String drawn(Object value) {
        return drawing.cells().apply(Collections.singletonList(value)).get(0);
    }

    private void export(Map<String, Object> question) throws SQLException, IOException {
        int total = result.rows().count(arrangement);
        RowFile rows = result.rows();
        Arrangement exported = arrangement;
        String sentence = exports.write(result.columns(), new AbstractList<>() {
            private int blockStart = -MOST_ROWS;
            private List<List<Object>> block = List.of();

            @Override
            public List<Object> get(int index) {
                if (index < blockStart || index >= blockStart + block.size()) {
                    blockStart = index;
                    try {
                        block = rows.rows(exported, index, MOST_ROWS);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e.getMessage(), e);
                    }
                }
                return block.get(index - blockStart);
            }

            @Override
            public int size() {
                return total;
            }
        });
        say("exported", question, Map.of("sentence", sentence + missing()));
    }

    /** Why rows of the result may not be among those that are here, to be put behind a sentence. */
    private String missing() {
        if (result.isReading()) {
            return "; more are being read";
        }
        return result.note().isEmpty()
                ? ""
                : " of the first " + Quantity.count(result.rows().size()) + "; " + result.note();
    }
}
