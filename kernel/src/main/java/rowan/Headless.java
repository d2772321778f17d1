package rowan;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import rowan.display.Tracebacks;
import rowan.display.markup.VisibleText;
import rowan.experiment.Recalculation;
import rowan.files.WholeFile;
import rowan.model.Quantity;
import rowan.model.Secrets;
import rowan.model.experiment.Experiment;
import rowan.notebook.NotebookFile;
import rowan.notebook.NotebookText;
import rowan.notebook.export.HtmlExport;
import rowan.notebook.export.MarkdownExport;
import rowan.notebook.export.SiteExport;
import rowan.notebook.run.NotebookParameters;
import rowan.notebook.run.NotebookRunner;
import rowan.notebook.run.NotebookRunner.CellRun;
import rowan.notebook.verify.Solutions;
import rowan.notebook.verify.Verification;
import rowan.workspace.Workspace;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.ExitCall;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** {@code rowan run} and {@code rowan verify}: notebooks without Jupyter, told in a terminal. */
final class Headless {

    private static final int SOURCE_WIDTH = 56;
    private static final int STOPPING_SECONDS = 3;

    /** More lines of a cell's differences nobody reads. */
    private static final int DIFFERENCE_LINES = 60;

    /** Cells may redirect {@code System.out}; what is told here goes to where it went before. */
    private final PrintStream out;

    Headless(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs a notebook.
     *
     * @param parameters values for the names that its cell with the tag parameters declares
     * @param printed the tag of cells whose outputs are printed as text
     * @return 1 where a cell has failed
     */
    int run(
            Path file,
            Map<String, String> parameters,
            Optional<Path> target,
            Optional<Path> html,
            Optional<String> printed)
            throws IOException {
        check(target, html);
        NotebookFile notebook = NotebookFile.read(file);
        new NotebookParameters(parameters).into(notebook);
        return inOrder(signal -> {
            boolean passed = run(notebook, file, signal, false, cell -> {
                line(cell);
                if (printed.isPresent() && cell.cell().hasTag(printed.get())) {
                    print(cell);
                }
            });
            if (target.isPresent()) {
                notebook.write(target.get());
                say("wrote " + target.get());
            }
            if (html.isPresent()) {
                new HtmlExport(Workspaces::languageOf, Workspaces::coloursOf)
                        .write(notebook, file.getFileName().toString(), html.get());
                say("wrote " + html.get());
            }
            return passed;
        });
    }

    /** Writes a notebook as it is stored in another form; a file that is not named lies beside it. */
    int export(Path file, Optional<Path> html, Optional<Path> markdown) throws IOException {
        check(html, markdown);
        NotebookFile notebook = NotebookFile.read(file);
        if (notebook.codeCells().stream().allMatch(cell -> cell.outputs().isEmpty())) {
            say("No cell has an output; rowan run " + file + " --output " + file + " stores them.");
        }
        if (html.isPresent()) {
            new HtmlExport(Workspaces::languageOf, Workspaces::coloursOf)
                    .write(notebook, file.getFileName().toString(), html.get());
            say("wrote " + html.get());
        }
        if (markdown.isPresent()) {
            new MarkdownExport(Workspaces::languageOf).write(notebook, markdown.get());
            say("wrote " + markdown.get());
        }
        return 0;
    }

    /** Writes notebooks as they are stored as the pages of a site. */
    int site(List<Path> files, Path directory) throws IOException {
        SiteExport site = new SiteExport(new HtmlExport(Workspaces::languageOf, Workspaces::coloursOf));
        for (Path file : files) {
            site.add(NotebookFile.read(file), file.getFileName().toString());
        }
        site.write(directory);
        say("wrote " + Quantity.count(files.size(), "notebook") + " as a site: " + directory.resolve("index.html"));
        return 0;
    }

    /** A notebook may run for an hour, and be run in vain; an export is written whole or not at all. */
    @SafeVarargs
    private static void check(Optional<Path>... files) throws IOException {
        for (Optional<Path> file : files) {
            if (file.isPresent()) {
                WholeFile.check(file.get());
            }
        }
    }

    private static boolean run(
            NotebookFile notebook, Path file, InterruptSignal signal, boolean grids, NotebookRunner.Listener listener) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        try (Workspace workspace = Workspaces.open(directory, notebook.kernelName(), System.getenv())) {
            if (grids) {
                workspace.comms().target("rowan.status").ifPresent(target -> target.open(new GridFrontEnd(), Map.of()));
            }
            boolean passed = new NotebookRunner(workspace, signal).run(notebook, listener);
            if (!ExitCall.isUnderWay()) {
                signal.check(); // Half a run takes nobody's place; one that a cell has ended has failed like any other.
            }
            return passed;
        }
    }

    /** Something done with notebooks; whether all went well. */
    @FunctionalInterface
    private interface NotebookTask {
        boolean done(InterruptSignal signal) throws IOException;
    }

    /** Does work that the end of the process stops and waits for: files of the run are removed, and what it gave is told. */
    private static int inOrder(NotebookTask work) throws IOException {
        InterruptSignal signal = new InterruptSignal();
        CountDownLatch done = new CountDownLatch(1);
        Thread stopping = new Thread(() -> stop(signal, done), "rowan-stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            return work.done(signal) ? 0 : 1;
        } finally {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(stopping);
            } catch (IllegalStateException ending) {
                // It is the one that has stopped the run.
            }
        }
    }

    /** The virtual machine ends with this. */
    private static void stop(InterruptSignal signal, CountDownLatch done) {
        boolean exits = ExitCall.isUnderWay();
        signal.request();
        try {
            done.await(STOPPING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (exits) {
            // A cell that has ended the run has failed, whatever status it has named.
            Runtime.getRuntime().halt(1);
        }
        Ending.halt(1);
    }

    /** Whatever a notebook or its file is called and contains, a line stays a line of text. */
    private void say(String line) {
        out.println(VisibleText.of(line));
    }

    /** A terminal, and what a build keeps of it, is read by others than the notebook. */
    private static String shown(String text) {
        return Secrets.masked(text);
    }

    private void line(CellRun cell) {
        String source = shown(cell.cell().source()).strip().lines().findFirst().orElse("");
        String shown = source.length() > SOURCE_WIDTH ? source.substring(0, SOURCE_WIDTH - 1) + "…" : source;
        String state = cell.failed()
                ? "FAILED"
                : cell.outcome() instanceof Outcome.Skipped
                        ? "skipped"
                        : cell.outcome().isOk() ? "ok" : "fails, as it should";
        say(String.format(
                Locale.ROOT,
                "[%2d/%d] %-" + SOURCE_WIDTH + "s %s · %s",
                cell.number(),
                cell.all(),
                VisibleText.of(shown),
                state,
                Quantity.duration(cell.elapsed())));
        if (cell.failed() && cell.outcome() instanceof Outcome.Failure failure) {
            // The codes for bold in it are Rowan's own.
            Tracebacks.draw(failure.problem()).lines().forEach(l -> out.println("        " + l));
        }
    }

    private void print(CellRun cell) {
        say("");
        shown(cell.cell().source()).lines().forEach(l -> say("    " + l));
        say("");
        for (JsonObject output : cell.outputs()) {
            String stream = output.has("name") ? output.get("name").getAsString() + ": " : "";
            (stream + shown(NotebookText.shown(output))).lines().forEach(l -> say("        " + l));
            say("");
        }
    }

    /**
     * Runs notebooks and compares what they show with what they have stored. One that cannot be read is told, and the others
     * are verified all the same.
     *
     * @param solved whether their exercises are solved before, all of which have to be done then
     * @return 1 where something differs, fails or cannot be read
     */
    int verify(List<Path> files, boolean solved) throws IOException {
        return inOrder(signal -> {
            boolean good = true;
            for (Path file : files) {
                try {
                    good &= verify(NotebookFile.read(file), file, solved, signal);
                } catch (NotebookFile.Unreadable e) {
                    say(e.getMessage());
                    good = false;
                }
            }
            return good;
        });
    }

    private boolean verify(NotebookFile notebook, Path file, boolean solved, InterruptSignal signal) {
        Verification verification = new Verification(notebook, Headless::contradictions);
        Optional<Solutions> solutions = solved ? Optional.of(new Solutions(notebook)) : Optional.empty();
        List<NotebookRunner.CellRun> ran = new ArrayList<>();
        boolean passed = run(notebook, file, signal, verification.hasGrids(), cell -> {
            if (solutions.filter(all -> all.concern(cell)).isEmpty()) {
                ran.add(cell);
            }
            if (cell.failed()) {
                line(cell);
            }
        });
        // Only now, since a cell may redraw what one before it has shown.
        ran.forEach(verification::compare);
        for (Verification.Difference difference : verification.differences()) {
            say(file + ", code cell " + difference.number() + " shows something else:");
            shown(difference.source()).lines().limit(3).forEach(l -> say("    " + l));
            difference.lines().stream().limit(DIFFERENCE_LINES).forEach(l -> say("    " + l));
            int more = difference.lines().size() - DIFFERENCE_LINES;
            if (more > 0) {
                say("    … and " + Quantity.count(more, "more line"));
            }
        }
        List<String> complaints = solutions.map(Solutions::complaints).orElse(List.of());
        complaints.forEach(complaint -> say(file + ": " + complaint));
        int all = notebook.codeCells().size();
        int share = all == 0 ? 100 : 100 * verification.compared() / all;
        boolean good = passed && verification.differences().isEmpty() && complaints.isEmpty();
        say(file + ": " + (good ? "verified" : "NOT verified") + " · " + verification.compared() + " of "
                + Quantity.count(all, "cell") + " compared (" + share + " %)"
                + solutions
                        .map(each -> " · " + each.done() + " of " + Quantity.count(each.looked(), "exercise") + " done")
                        .orElse("")
                + (verification.skipped().isEmpty()
                        ? ""
                        : " · cells skipped, for what cannot be had here: " + verification.skipped())
                + (verification.uncompared().isEmpty()
                        ? ""
                        : " · cells that show nothing: " + verification.uncompared())
                + (verification.exempted().isEmpty()
                        ? ""
                        : " · not compared: " + String.join("; ", verification.exempted())));
        return good;
    }

    private static List<String> contradictions(Record measurement) {
        return measurement instanceof Experiment experiment ? Recalculation.contradictions(experiment) : List.of();
    }

    /** A front end that draws grids, as the one has done that a notebook was stored with. */
    private static final class GridFrontEnd implements Comms.Peer {
        @Override
        public void send(Map<String, Object> data) {
            // Nobody looks at a grid here.
        }

        @Override
        public void close() {
            // It ends with the workspace.
        }
    }
}
