package rowan.display.value;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.Recorded;
import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Exercise;
import rowan.model.Note;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.model.Skipped;
import rowan.model.experiment.Timed;

/** Draws the values that are one line, with notes perhaps. */
public final class LineRenderer {

    private LineRenderer() {}

    public static MimeBundle draw(Done done) {
        List<String> lines = new ArrayList<>();
        lines.add(done.what() + " · " + Quantity.duration(done.elapsed()));
        lines.addAll(done.notes());
        return lines(lines, "");
    }

    public static MimeBundle draw(Note note) {
        return lines(note.sentence().lines().toList(), "opacity: 0.75");
    }

    public static MimeBundle draw(Check check) {
        String line = (check.holds() ? "✓ " : "✗ ") + check.claim();
        String colour = check.holds() ? Palette.GOOD_GROUND : Palette.BAD_GROUND;
        List<String> lines = check.seen().isEmpty() ? List.of(line) : List.of(line, check.seen());
        return lines(lines, claim(colour));
    }

    private static String claim(String ground) {
        return "background: " + ground + "; padding: 2px 8px; border-radius: 3px";
    }

    public static MimeBundle draw(Exercise exercise) {
        return exercise.missing()
                .map(missing -> lines(List.of("○ not yet: " + missing), claim(Palette.NOTE_GROUND)))
                .orElseGet(() -> draw(new Check(exercise.name() + ": done", true, "")));
    }

    public static MimeBundle draw(Skipped skipped) {
        return lines(("○ skipped: " + skipped.missing()).lines().toList(), claim(Palette.NOTE_GROUND));
    }

    public static MimeBundle draw(Timed measured) {
        return Recorded.draw(
                MimeBundle.EXPERIMENT, Timed.class, measured, timed -> lines(List.of(timed.sentence()), ""));
    }

    public static MimeBundle draw(Progress progress) {
        String plain = progress.sentence();
        Html bar = progress.share().isPresent()
                ? Html.tag("progress")
                        .with(
                                "value",
                                String.valueOf(Math.round(progress.share().getAsDouble() * 100)))
                        .with("max", "100")
                        .of()
                : Html.NOTHING;
        return MimeBundle.text(plain)
                .with(
                        MimeBundle.HTML,
                        Html.element("div", Html.text(plain + " "), bar).source());
    }

    private static MimeBundle lines(List<String> lines, String style) {
        List<Html> pieces = new ArrayList<>();
        for (String line : lines) {
            if (!pieces.isEmpty()) {
                pieces.add(Html.tag("br").of());
            }
            pieces.add(Html.text(line));
        }
        Html.Tag block = Html.tag("div");
        if (!style.isEmpty()) {
            block.with("style", style);
        }
        return MimeBundle.text(String.join("\n", lines))
                .with(MimeBundle.HTML, block.of(Html.join(pieces)).source());
    }
}
