package rowan.workspace;

import java.util.List;
import java.util.Optional;
import rowan.display.Renderers;

/** One notebook's living state: its languages, its commands, the names they share. */
public final class Workspace implements AutoCloseable {

    /**
     * What a workspace is made of.
     *
     * @param closing what is closed with it, in this order
     */
    public record Parts(
            List<Language> languages,
            Commands commands,
            LanguageRule rule,
            Settings settings,
            SharedBindings bindings,
            Renderers renderers,
            Comms comms,
            List<AutoCloseable> closing) {}

    private final Parts parts;

    public Workspace(Parts parts) {
        this.parts = parts;
    }

    /** Runs a cell, one at a time; its outputs, its result or its error go to {@code sink} as they come. */
    public Outcome run(String cell, CellId id, Sink sink, Interrupt interrupt) {
        return new Outcome.Nothing();
    }

    /** What could be written at a place of a cell, in UTF-16 units. Safe while a cell runs. */
    public Completions complete(String cell, int at) {
        return Completions.none(at);
    }

    /** What is known about the thing at a place of a cell, drawn. Safe while a cell runs. */
    public Optional<rowan.display.MimeBundle> inspect(String cell, int at, Detail detail) {
        return Optional.empty();
    }

    /** Whether a cell could be run as it stands. Safe while a cell runs. */
    public Completeness isComplete(String cell) {
        return Completeness.COMPLETE;
    }

    /** Channels between front ends and parts of the kernel. */
    public Comms comms() {
        return parts.comms();
    }

    /** Languages and databases end; files that nobody asked to keep are removed. */
    @Override
    public void close() {}
}
