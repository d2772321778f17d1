package rowan.workspace;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Sink;

/** Keeps what a cell sends to the outside, for tests to look at. */
public class RecordingSink implements Sink {

    /** One thing that was sent. */
    public record Event(String kind, MimeBundle bundle, String text) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Optional<String> answer = Optional.empty();

    /** What the user will say when asked. */
    public RecordingSink answering(String line) {
        answer = Optional.of(line);
        return this;
    }

    /** Everything, in order. Kinds are result, display, update, stdout, stderr, clear, page and error. */
    public List<Event> events() {
        return events;
    }

    /** The plain text of all events of a kind, one after the other. */
    public List<String> plain(String kind) {
        return events.stream()
                .filter(e -> e.kind().equals(kind))
                .map(Event::text)
                .toList();
    }

    /** All events as {@code kind: text} lines. */
    public String transcript() {
        return events.stream().map(e -> e.kind() + ": " + e.text()).collect(Collectors.joining("\n"));
    }

    @Override
    public void result(MimeBundle bundle) {
        events.add(new Event("result", bundle, bundle.plain()));
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {
        events.add(new Event("display", bundle, bundle.plain()));
    }

    @Override
    public void update(MimeBundle bundle, String displayId) {
        events.add(new Event("update", bundle, bundle.plain()));
    }

    @Override
    public void stream(Channel channel, String text) {
        events.add(new Event(channel == Channel.STDOUT ? "stdout" : "stderr", MimeBundle.text(text), text));
    }

    @Override
    public void clear(boolean wait) {
        events.add(new Event("clear", MimeBundle.text(""), ""));
    }

    @Override
    public void page(MimeBundle bundle) {
        events.add(new Event("page", bundle, bundle.plain()));
    }

    @Override
    public void error(Traceback traceback) {
        String text = traceback.name() + ": " + traceback.message();
        events.add(new Event("error", MimeBundle.text(String.join("\n", traceback.lines())), text));
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        return answer;
    }
}
