package rowan.course;

import java.util.Optional;
import rowan.model.Check;
import rowan.model.Progress;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Output;

/** Shows all but claims that do not hold, which it keeps: they are what an exercise lacks, and no failure. */
final class ClaimedOutput implements Output {

    private final Output shown;
    private boolean claimed;
    private Optional<String> unmet = Optional.empty();

    ClaimedOutput(Output shown) {
        this.shown = shown;
    }

    /** Whether anything was claimed. */
    synchronized boolean claimed() {
        return claimed;
    }

    /** The first claim that did not hold, with what was seen. */
    synchronized Optional<String> unmet() {
        return unmet;
    }

    @Override
    public void show(Object value) {
        if (value instanceof Check check && !isShown(check)) {
            return;
        }
        shown.show(value);
    }

    private synchronized boolean isShown(Check check) {
        claimed = true;
        if (!check.holds() && unmet.isEmpty()) {
            unmet = Optional.of(check.seen().isEmpty() ? check.claim() : check.claim() + "; " + check.seen());
        }
        return check.holds();
    }

    @Override
    public Live open(Object value) {
        return shown.open(value);
    }

    @Override
    public void progress(Progress progress) {
        shown.progress(progress);
    }

    @Override
    public void update(String displayId, Object value) {
        shown.update(displayId, value);
    }

    @Override
    public void stream(Channel channel, CharSequence text) {
        shown.stream(channel, text);
    }

    @Override
    public void clear(boolean wait) {
        shown.clear(wait);
    }

    @Override
    public void page(Object value) {
        shown.page(value);
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        return shown.ask(prompt, secret);
    }
}
