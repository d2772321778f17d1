package rowan.notebook.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;
import rowan.notebook.NotebookFile;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Sink;

/** Gathers a cell's outputs in the form in which notebooks store them. */
public final class StoredOutputs implements Sink {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final int executionCount;
    private final Map<String, List<JsonObject>> displays;
    private final List<JsonObject> outputs = new ArrayList<>();
    private boolean clearing;

    /** The text of the last output, where that is a stream: it grows with each piece, and is cut into lines once. */
    private final StringBuilder streamed = new StringBuilder();

    private boolean ended;

    /**
     * @param displays by their id, of all cells of the notebook: a cell may redraw what an earlier one has shown
     */
    StoredOutputs(int executionCount, Map<String, List<JsonObject>> displays) {
        this.executionCount = executionCount;
        this.displays = displays;
    }

    /** What was shown, in order. */
    synchronized List<JsonObject> outputs() {
        cutStream();
        ended = true;
        return List.copyOf(outputs);
    }

    private void add(JsonObject output) {
        if (clearing) {
            outputs.clear();
            clearing = false;
        }
        cutStream();
        streamed.setLength(0);
        outputs.add(output);
    }

    private void cutStream() {
        if (!outputs.isEmpty() && isStream(outputs.get(outputs.size() - 1))) {
            outputs.get(outputs.size() - 1).add("text", NotebookFile.lines(streamed.toString()));
        }
    }

    private static boolean isStream(JsonObject output) {
        return output.has("name");
    }

    /** A drawing in the form in which notebooks store it. */
    public static JsonObject bundle(String type, MimeBundle bundle) {
        JsonObject output = new JsonObject();
        output.addProperty("output_type", type);
        fill(output, bundle);
        return output;
    }

    private static void fill(JsonObject output, MimeBundle bundle) {
        JsonObject data = new JsonObject();
        bundle.data().forEach((type, content) -> data.add(type, stored(type, content)));
        output.add("data", data);
        output.add("metadata", GSON.toJsonTree(bundle.metadata()));
    }

    /** Text is stored by lines, JSON as it is, and what is encoded in Base64 in one piece. */
    private static JsonElement stored(String type, Object content) {
        boolean text = type.startsWith("text/") || type.endsWith("+xml") || type.equals("application/javascript");
        return text && content instanceof String ? NotebookFile.lines((String) content) : GSON.toJsonTree(content);
    }

    @Override
    public synchronized void result(MimeBundle bundle) {
        JsonObject output = bundle("execute_result", bundle);
        output.addProperty("execution_count", executionCount);
        add(output);
    }

    @Override
    public synchronized void display(MimeBundle bundle, Optional<String> displayId) {
        JsonObject output = bundle("display_data", bundle);
        displayId.ifPresent(
                id -> displays.computeIfAbsent(id, i -> new ArrayList<>()).add(output));
        add(output);
    }

    @Override
    public synchronized void update(MimeBundle bundle, String displayId) {
        displays.getOrDefault(displayId, List.of()).forEach(output -> fill(output, bundle));
    }

    @Override
    public synchronized void stream(Channel channel, String text) {
        String name = channel == Channel.STDOUT ? "stdout" : "stderr";
        JsonObject last = clearing || outputs.isEmpty() ? new JsonObject() : outputs.get(outputs.size() - 1);
        if (!isStream(last) || !last.get("name").getAsString().equals(name)) {
            JsonObject output = new JsonObject();
            output.addProperty("output_type", "stream");
            output.addProperty("name", name);
            add(output);
        }
        streamed.append(text);
        if (ended) {
            cutStream();
        }
    }

    @Override
    public synchronized void clear(boolean wait) {
        clearing = wait;
        if (!wait) {
            outputs.clear();
        }
    }

    /** A notebook file has no pager; what would be paged is shown. */
    @Override
    public void page(MimeBundle bundle) {
        display(bundle, Optional.empty());
    }

    @Override
    public synchronized void error(Traceback traceback) {
        JsonObject output = new JsonObject();
        output.addProperty("output_type", "error");
        output.addProperty("ename", traceback.name());
        output.addProperty("evalue", traceback.message());
        output.add("traceback", GSON.toJsonTree(traceback.lines()));
        add(output);
    }

    /** Nobody sits before a file. */
    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        return Optional.empty();
    }

    /** All displays of a notebook that can be redrawn. */
    static Map<String, List<JsonObject>> noDisplays() {
        return new LinkedHashMap<>();
    }
}
