package rowan.workspace;

import java.util.Optional;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Sink;

/** Keeps the result or the error of what is run without being shown, such as a user expression. */
public final class CapturingSink implements Sink {

    private Optional<MimeBundle> result = Optional.empty();
    private Optional<Traceback> error = Optional.empty();

    /** The result, if there was one. */
    public Optional<MimeBundle> result() {
        return result;
    }

    /** Why it failed, if it did. */
    public Optional<Traceback> error() {
        return error;
    }

    @Override
    public void result(MimeBundle bundle) {
        result = Optional.of(bundle);
    }

    @Override
    public void error(Traceback traceback) {
        error = Optional.of(traceback);
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {}

    @Override
    public void update(MimeBundle bundle, String displayId) {}

    @Override
    public void stream(Channel channel, String text) {}

    @Override
    public void clear(boolean wait) {}

    @Override
    public void page(MimeBundle bundle) {}

    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        return Optional.empty();
    }
}
