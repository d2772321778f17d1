package rowan.workspace;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.model.Progress;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Output;
import rowan.workspace.contract.Sink;

/** Draws what engines show, in one place, and passes it on to a sink. */
final class DrawnOutput implements Output {

    private final Renderers renderers;
    private final Sink sink;
    private Optional<String> progress = Optional.empty();
    private boolean somethingShown;

    /** The ids of what can be redrawn; another one in every run. */
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    DrawnOutput(Renderers renderers, Sink sink) {
        this.renderers = renderers;
        this.sink = sink;
    }

    @Override
    public void show(Object value) {
        MimeBundle bundle = renderers.render(value);
        if (!putInPlaceOfProgress(bundle)) {
            sink.display(bundle, Optional.empty());
        }
    }

    /** The cell's result, if it is anything to look at: the id of what the cell has displayed itself is not. */
    void result(Outcome.Value result) {
        if (result.value() instanceof String id && opened.contains(id)) {
            endProgress();
            return;
        }
        MimeBundle bundle = renderers.render(result.shown());
        if (!putInPlaceOfProgress(bundle)) {
            sink.result(bundle);
        }
    }

    /** Where other outputs stand above the progress, clearing would remove them too. */
    private synchronized boolean putInPlaceOfProgress(MimeBundle bundle) {
        Optional<String> place = progress.filter(id -> somethingShown);
        endProgress();
        place.ifPresent(id -> sink.update(bundle, id));
        somethingShown = true;
        return place.isPresent();
    }

    /** The work at hand has ended: its progress goes with the next output, if nothing else stands above. */
    synchronized void endProgress() {
        if (progress.isPresent() && !somethingShown) {
            sink.clear(true);
        }
        progress = Optional.empty();
    }

    @Override
    public synchronized void progress(Progress value) {
        if (!sink.isWatched()) {
            return;
        }
        MimeBundle bundle = renderers.render(value);
        if (progress.isPresent()) {
            sink.update(bundle, progress.get());
        } else {
            String id = UUID.randomUUID().toString();
            sink.display(bundle, Optional.of(id));
            progress = Optional.of(id);
        }
    }

    @Override
    public Live open(Object value) {
        showing();
        String id = UUID.randomUUID().toString();
        opened.add(id);
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

    private synchronized void showing() {
        somethingShown = true;
    }

    @Override
    public void update(String displayId, Object value) {
        sink.update(renderers.render(value), displayId);
    }

    @Override
    public void stream(Channel channel, CharSequence text) {
        if (text.length() > 0) {
            showing();
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
