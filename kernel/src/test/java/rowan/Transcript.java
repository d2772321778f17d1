package rowan;

import java.util.ArrayList;
import java.util.List;
import rowan.workspace.RecordingSink;

/**
 * A notebook as text: each cell begins with {@code >>>}, goes on with {@code ...}, and is followed by what it shows.
 */
final class Transcript {

    private Transcript() {}

    /** The cells of a transcript. */
    static List<String> cells(List<String> lines) {
        List<String> cells = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(">>>")) {
                cells.add(line.substring(Math.min(4, line.length())));
            } else if (line.startsWith("...")) {
                cells.add(cells.remove(cells.size() - 1) + "\n" + line.substring(Math.min(4, line.length())));
            }
        }
        return cells;
    }

    /** What cells show, one after the other, with the cells. */
    static String of(Notebook notebook, List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (String cell : cells) {
            String shown = notebook.run(cell);
            boolean failed = !notebook.traceback().equals("no error");
            append(text, cell, failed ? withTraceback(shown, notebook.traceback()) : shown);
        }
        return tidied(text);
    }

    /** The same with outputs that a front end has put together: streams that follow each other are one. */
    static String merged(Notebook notebook, List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (String cell : cells) {
            notebook.run(cell);
            StringBuilder shown = new StringBuilder();
            String last = "";
            for (RecordingSink.Event event : notebook.sink().events()) {
                boolean goesOn = event.kind().equals(last) && event.kind().startsWith("std");
                String error = event.text().split(": ", 2)[0] + "\n" + notebook.traceback();
                String content = event.kind().equals("error") ? error : event.text();
                shown.append(goesOn ? content : "\n" + event.kind() + ": " + content);
                last = event.kind();
            }
            append(text, cell, Notebook.withoutTimes(shown.toString().replaceFirst("\n", "")));
        }
        return tidied(text);
    }

    private static void append(StringBuilder text, String cell, String shown) {
        text.append(">>> ")
                .append(cell.replace("\n", "\n... "))
                .append('\n')
                .append(shown)
                .append("\n\n");
    }

    private static String tidied(StringBuilder text) {
        return text.toString().replaceAll("(?m)[ \t]+$", "").strip() + "\n";
    }

    private static String withTraceback(String shown, String traceback) {
        int error = shown.lastIndexOf("error: ");
        String name = shown.substring(error).split(": ", 3)[1];
        return shown.substring(0, error) + "error: " + name + "\n" + traceback;
    }
}
