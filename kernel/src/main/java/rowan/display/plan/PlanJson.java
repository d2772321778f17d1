package rowan.display.plan;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import rowan.model.Count;
import rowan.model.Finding;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Measurement.Counted;
import rowan.model.plan.QueryPlan.Measurement.NotMeasurable;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Reading;

/**
 * A plan as JSON, for programs. Its steps are one flat list, each with its {@code id} and the id of its {@code parent}, 0
 * for none, as the engine lists them: that loads as a table, and no plan is nested too deep for a reader. The keys stand
 * always in the same order; one whose value nobody knows is left out.
 */
final class PlanJson {

    private final JsonWriter json;
    private int id;

    private PlanJson(JsonWriter json) {
        this.json = json;
    }

    static String of(QueryPlan plan, List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            new PlanJson(json).write(plan, findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(QueryPlan plan, List<Finding> findings) throws IOException {
        json.beginObject();
        json.name("statement").value(plan.statement());
        if (plan.execution().isPresent()) {
            write(plan.execution().get());
        }
        json.name("steps").beginArray();
        record Placed(Node node, int parent) {}
        Deque<Placed> waiting = new ArrayDeque<>();
        plan.nodes().forEach(node -> waiting.add(new Placed(node, 0)));
        while (!waiting.isEmpty()) {
            Placed next = waiting.pop();
            write(next.node(), next.parent());
            List<Node> children = next.node().children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(new Placed(children.get(i), id));
            }
        }
        json.endArray();
        json.name("findings").beginArray();
        for (Finding finding : findings) {
            write(finding);
        }
        json.endArray();
        json.name("notes").beginArray();
        for (String note : plan.notes()) {
            json.value(note);
        }
        json.endArray();
        json.endObject();
    }

    private void write(Execution execution) throws IOException {
        json.name("execution").beginObject();
        json.name("rows").value(execution.rows());
        json.name("elapsed_ns").value(execution.elapsed().toNanos());
        count("vm_steps", execution.steps());
        number("pages", execution.pages());
        json.name("on_private_copy").value(execution.onCopy());
        json.endObject();
    }

    private void write(Node node, int parent) throws IOException {
        json.beginObject();
        json.name("id").value(++id);
        json.name("parent").value(parent);
        json.name("operation").value(word(node.operation()));
        text("target", node.target().name());
        text("alias", node.target().alias());
        if (node.reading().isPresent()) {
            write(node.reading().get());
        }
        json.name("detail").value(node.detail());
        number("estimated_cost", node.estimate().cost());
        number("estimated_rows", node.estimate().rows());
        if (node.counted().isPresent()) {
            Counted counted = node.counted().get();
            count("loops", counted.loops());
            json.name("visited").value(counted.visited());
            count("kept", counted.kept());
        } else if (node.measured().isPresent()) {
            count("loops", node.measured().get().loops());
            count("kept", node.measured().get().kept());
            json.name("not_measurable").value(((NotMeasurable) node.measured().get()).reason());
        }
        json.endObject();
    }

    private void write(Reading reading) throws IOException {
        json.name("access").value(word(reading.access()));
        json.name("join").value(word(reading.join()));
        number("table_rows", reading.tableRows());
        if (reading.index().isPresent()) {
            IndexUse index = reading.index().get();
            json.name("index").beginObject();
            text("name", index.name());
            json.name("covering").value(index.covering());
            json.name("columns").beginArray();
            for (IndexColumn column : index.columns()) {
                json.beginObject();
                json.name("name").value(column.name());
                if (column.bound().isPresent()) {
                    json.name("bound").value(word(column.bound().get()));
                }
                json.endObject();
            }
            json.endArray();
            text("where", index.where().orElse(""));
            json.endObject();
        }
        texts("wanted_equal", reading.wanted().equal());
        texts("wanted_range", reading.wanted().range());
        texts("wanted_order", reading.wanted().orders().stream().findFirst().orElse(List.of()));
    }

    private void write(Finding finding) throws IOException {
        json.beginObject();
        json.name("severity").value(word(finding.severity()));
        text("subject", finding.subject());
        json.name("sentence").value(finding.sentence());
        text("remedy", finding.remedy().orElse(""));
        json.endObject();
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.name(name).value(value);
        }
    }

    private void texts(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.name(name).beginArray();
            for (String value : values) {
                json.value(value);
            }
            json.endArray();
        }
    }

    /** {@code "kept": 5} is exact; others are {@code "kept_at_most"}, {@code "kept_at_least"}, or say why there is none. */
    private void count(String name, Count count) throws IOException {
        if (count instanceof Count.NotMeasurable none) {
            text(name + "_not_measurable", none.reason());
        } else {
            String bound =
                    count instanceof Count.AtMost ? "_at_most" : count instanceof Count.AtLeast ? "_at_least" : "";
            json.name(name + bound).value(count.number().orElseThrow());
        }
    }

    private void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.getAsLong());
        }
    }

    private void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.name(name).value(value.getAsDouble());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
