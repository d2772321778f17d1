package rowan.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.VisibleText;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.Wire;
import rowan.workspace.Workspace;
import rowan.workspace.cell.Detail;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;

/** Answers to everything a front end asks beside running cells. Positions on the wire are Unicode code points. */
final class Answers {

    private static final char NO_BREAK = '\u00a0';

    private final Supplier<Workspace> workspace;
    private final History history;
    private final String language;
    private final OpenComms comms;

    Answers(Supplier<Workspace> workspace, History history, Publisher publisher, String language) {
        this.workspace = workspace;
        this.history = history;
        this.language = language;
        this.comms = new OpenComms(workspace, publisher);
    }

    /** The content of the reply; empty where the specification wants none, or does not know the request. */
    Optional<JsonObject> to(Message request) {
        return switch (request.type()) {
            case "kernel_info_request" -> Optional.of(KernelInfo.content(language));
            case "complete_request" -> Optional.of(complete(request));
            case "inspect_request" -> Optional.of(inspect(request));
            case "is_complete_request" -> Optional.of(isComplete(request));
            case "history_request" -> Optional.of(history(request));
            case "comm_info_request" -> Optional.of(comms.info(request));
            case "comm_open", "comm_msg", "comm_close" -> {
                comms.heard(request);
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** A place in UTF-16 units from one in code points, held within the text. */
    private static int units(String code, int codePoints) {
        int all = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
    }

    private static int cursor(Message request, String code) {
        return units(code, request.number("cursor_pos", Integer.MAX_VALUE));
    }

    private JsonObject complete(Message request) {
        String code = request.text("code", "");
        Completions completions = workspace.get().complete(code, cursor(request, code));
        int start = code.codePointCount(0, completions.from());
        int end = code.codePointCount(0, completions.to());
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        for (Completions.Completion item : completions.items()) {
            if (!VisibleText.of(item.text()).equals(item.text())) {
                continue; // It would be shown, and written into the cell, with what nobody sees in it.
            }
            matches.add(item.text());
            JsonObject type = new JsonObject();
            type.addProperty("start", start);
            type.addProperty("end", end);
            type.addProperty("text", item.text());
            // JupyterLab and the console show this beside each offer, and no signature; JupyterLab breaks it at blanks.
            type.addProperty("type", VisibleText.of(item.summary()).replace(' ', NO_BREAK));
            type.addProperty("signature", VisibleText.of(item.signature()));
            types.add(type);
        }
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        JsonObject content = Wire.ok();
        content.add("matches", matches);
        content.addProperty("cursor_start", start);
        content.addProperty("cursor_end", end);
        content.add("metadata", metadata);
        return content;
    }

    private JsonObject inspect(Message request) {
        String code = request.text("code", "");
        Detail detail = request.number("detail_level", 0) == 1 ? Detail.FULL : Detail.BRIEF;
        Optional<MimeBundle> found = workspace.get().inspect(code, cursor(request, code), detail);
        JsonObject content = Wire.ok();
        content.addProperty("found", found.isPresent());
        content.add("data", Wire.json(found.map(MimeBundle::data).orElse(Map.of())));
        content.add("metadata", new JsonObject());
        return content;
    }

    private JsonObject isComplete(Message request) {
        Completeness completeness = workspace.get().isComplete(request.text("code", ""));
        JsonObject content = new JsonObject();
        content.addProperty("status", completeness.status().name().toLowerCase(Locale.ROOT));
        if (completeness.status() == Completeness.Status.INCOMPLETE) {
            content.addProperty("indent", completeness.indent());
        }
        return content;
    }

    private JsonObject history(Message request) {
        JsonObject content = Wire.ok();
        content.add("history", history.answer(request));
        return content;
    }
}
