package rowan.display.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.display.chart.ChartPicture;
import rowan.display.markup.Html;
import rowan.display.markup.Listing;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.model.Quantity;
import rowan.model.Timeline;
import rowan.model.Timeline.Hold;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.Numbered;
import rowan.model.Timeline.Sent;
import rowan.model.Timeline.State;

/** Draws a {@link Timeline}: a picture, what it says in sentences, and every statement in a table. */
public final class TimelineRenderer {

    private static final List<String> HEADS =
            List.of("#", "begins", "took", "waited", "connection", "line", "statement", "outcome");
    private static final int NUMBERS = 4;
    private static final int CODE = 6;

    /** Connections that are drawn; more nobody could follow. */
    private static final int LANES = 20;

    /** Waits and locks that are told one by one. */
    private static final int SENTENCES = 20;

    private TimelineRenderer() {}

    public static MimeBundle draw(Timeline timeline) {
        if (timeline.lanes().isEmpty()) {
            return MimeBundle.text("no statements").with(MimeBundle.HTML, "<div>no statements</div>");
        }
        return Recorded.draw(MimeBundle.LOG, Timeline.class, timeline, TimelineRenderer::drawn);
    }

    private static MimeBundle drawn(Timeline timeline) {
        List<Lane> lanes =
                timeline.lanes().subList(0, Math.min(LANES, timeline.lanes().size()));
        Listing listing = new Listing(
                HEADS,
                NUMBERS,
                timeline.numbered().stream().map(TimelineRenderer::cells).toList(),
                CODE);
        List<String> sentences = sentences(timeline);
        String drawing = TimelineText.of(timeline, lanes);
        String caption = caption(timeline);
        List<String> lines = new ArrayList<>(List.of(caption, drawing));
        lines.addAll(sentences);
        lines.add(listing.plain());
        return MimeBundle.text(String.join("\n", lines))
                .with(
                        MimeBundle.HTML,
                        Html.element(
                                        "div",
                                        picture(TimelineDrawing.of(timeline, lanes), caption, drawing, sentences),
                                        Html.join(sentences.stream()
                                                .map(each -> Html.element("p", Html.text(each)))
                                                .toList()),
                                        listing.html(caption))
                                .source());
    }

    /** Where no picture can be drawn, the one in characters. */
    private static Html picture(ChartPicture picture, String caption, String drawing, List<String> sentences) {
        Optional<String> png = picture.png();
        if (png.isEmpty()) {
            return Html.element("pre", Html.text(drawing));
        }
        return Html.tag("img")
                .with("src", "data:image/png;base64," + png.get())
                .with("width", String.valueOf(picture.width()))
                .with("height", String.valueOf(picture.height()))
                .with("style", "max-width: 100%; height: auto; border-radius: 4px")
                .with("alt", "timeline. " + caption + ". " + String.join(" ", sentences))
                .of();
    }

    private static String caption(Timeline timeline) {
        return Quantity.count(timeline.numbered().size(), "statement") + " on "
                + Quantity.count(timeline.lanes().size(), "connection") + " · " + Quantity.duration(timeline.end());
    }

    private static List<String> cells(Numbered each) {
        Sent sent = each.sent();
        Duration waited = sent.times().waited();
        return List.of(
                String.valueOf(each.number()),
                moment(sent.times().whole().from()),
                Quantity.duration(sent.times().whole().length()),
                waited.isZero() ? "" : Quantity.duration(waited),
                each.lane().name(),
                sent.place(),
                sent.text(),
                outcome(sent));
    }

    private static String moment(Duration since) {
        return since.isZero() ? "0" : Quantity.duration(since);
    }

    private static String outcome(Sent sent) {
        return switch (sent.state()) {
            case DONE -> "done";
            case FAILED -> "✗ " + sent.failure().orElse("failed");
            case RUNNING -> "still runs";
            case WAITING -> "still waits";
        };
    }

    private static List<String> sentences(Timeline timeline) {
        List<String> told = new ArrayList<>();
        timeline.numbered().stream()
                .filter(each -> !each.sent().times().waits().isEmpty())
                .forEach(each -> told.add(waiting(timeline, each)));
        for (Lane lane : timeline.lanes()) {
            lane.holds().stream().filter(Hold::outlasts).forEach(hold -> told.add(holding(lane, hold)));
        }
        List<String> sentences = new ArrayList<>(told.subList(0, Math.min(SENTENCES, told.size())));
        if (told.size() > SENTENCES) {
            sentences.add("And so on: " + Quantity.count(told.size() - SENTENCES, "more wait or lock") + ".");
        }
        if (!timeline.cuts().isEmpty()) {
            sentences.add("Left out, since no statement ran: "
                    + timeline.cuts().stream()
                            .map(cut -> Quantity.duration(cut.length()) + " after " + moment(cut.from()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        int more = timeline.lanes().size() - LANES;
        if (more > 0) {
            sentences.add(Quantity.count(more, "more connection") + " not drawn; the table has all.");
        }
        sentences.addAll(timeline.notes());
        return sentences;
    }

    private static String waiting(Timeline timeline, Numbered each) {
        String subject = each.number()
                + (each.sent().state() == State.WAITING ? " has been waiting for " : " waited ")
                + Quantity.duration(each.sent().times().waited());
        return subject
                + timeline.waitedFor(each)
                        .map(held -> (held.hold().lock() == Lock.WRITE
                                        ? " for the write lock, held by "
                                        : " for a lock, while a snapshot was kept by ")
                                + held.lane().name()
                                + (held.hold().outlasts() ? " since " : " during ")
                                + held.hold().since() + ".")
                        .orElse(" for a lock that none of these statements held.");
    }

    private static String holding(Lane lane, Hold hold) {
        return lane.name() + (hold.lock() == Lock.WRITE ? " held the write lock" : " kept a snapshot")
                + " for " + Quantity.duration(hold.times().length())
                + switch (hold.ending()) {
                    case ENDED ->
                        ", from " + hold.since() + " to " + hold.until().orElse("its end") + ".";
                    case HELD -> ", since " + hold.since() + ", and still does.";
                    case CLOSED -> ", from " + hold.since() + " until the connection was closed.";
                    case UNKNOWN -> " at least, from " + hold.since() + " on; what followed was not kept.";
                };
    }
}
