package rowan.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rowan.display.markup.VisibleText;

/** What a stored output says as text. */
public final class NotebookText {

    /** Codes for terminals: {@code colours} of text, other control sequences, and operating system commands such as links. */
    public static final Pattern ANSI = Pattern.compile("\u001b(?:\\[(?:(?<colours>[\\d;]*+)m|[0-?]*+[ -/]*+[@-~])"
            + "|\\][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)?)");

    private NotebookText() {}

    /** The text of an output, without colours; empty where it has none. */
    public static String of(JsonObject output) {
        String type = output.get("output_type").getAsString();
        if (type.equals("stream")) {
            return output.get("name").getAsString() + ": " + NotebookFile.text(output.get("text"));
        }
        if (type.equals("error")) {
            return output.get("ename").getAsString() + "\n"
                    + ANSI.matcher(traceback(output)).replaceAll("");
        }
        JsonObject data = output.getAsJsonObject("data");
        return data.has("text/plain") ? NotebookFile.text(data.get("text/plain")) : "";
    }

    /** The lines of an error; what it says where it has none. */
    public static String traceback(JsonObject output) {
        List<String> lines = new ArrayList<>();
        if (output.has("traceback")) {
            output.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
        }
        return lines.isEmpty()
                ? output.get("ename").getAsString() + ": "
                        + output.get("evalue").getAsString()
                : String.join("\n", lines);
    }

    /** The text of an output as a person is to see it, without the name of its stream. */
    public static String shown(JsonObject output) {
        boolean stream = output.get("output_type").getAsString().equals("stream");
        String text = stream ? settled(NotebookFile.text(output.get("text"))) : of(output);
        return VisibleText.of(ANSI.matcher(text).replaceAll(""));
    }

    /** What stands in the end where lines were written anew from their beginning, as those of progress are. */
    public static String settled(String text) {
        return text.indexOf('\r') < 0
                ? text
                : Arrays.stream(text.split("\n", -1)).map(NotebookText::written).collect(Collectors.joining("\n"));
    }

    private static String written(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(line.lastIndexOf('\r', end - 1) + 1, end);
    }
}
