package rowan.workspace;

import java.util.Optional;
import java.util.UUID;
import rowan.display.Renderers;

/** Draws what engines show, in one place, and passes it on to a sink. */
final class DrawnOutput implements Output {

    private final Renderers renderers;
    private final Sink sink;

    DrawnOutput(Renderers renderers, Sink sink) {
        this.renderers = renderers;
        this.sink = sink;
    }

    @Override
    public void show(Object value) {
        sink.display(renderers.render(value), Optional.empty());
    }

    @Override
    public Live open(Object value) {
        String id = UUID.randomUUID().toString();
        sink.display(renderers.render(value), Optional.of(id));
        return new Live() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public void update(Object changed) {
                DrawnOutput.this.update(id, changed);
            }
        };
    }

    @Override
    public void update(String displayId, Object value) {
        sink.update(renderers.render(value), displayId);
    }

    @Override
    public void stream(Channel channel, CharSequence text) {
        if (text.length() > 0) {
            sink.stream(channel, text.toString());
        }
    }

    @Override
    public void clear(boolean wait) {
        sink.clear(wait);
    }

    @Override
    public void page(Object value) {
        sink.page(renderers.render(value));
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        return sink.ask(prompt, secret);
    }
}
