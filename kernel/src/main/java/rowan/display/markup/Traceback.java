package rowan.display.markup;

import java.util.List;

/**
 * A failed cell as Jupyter shows it.
 *
 * @param name Jupyter's {@code ename}
 * @param message Jupyter's {@code evalue}
 * @param lines with ANSI colours that read on light and dark grounds
 */
public record Traceback(String name, String message, List<String> lines) {
    public Traceback {
        name = VisibleText.of(name);
        message = VisibleText.of(message);
        lines = List.copyOf(lines);
    }
}
