package rowan.magic;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import rowan.files.WholeFile;
import rowan.model.Markup;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands whose body is neither Java nor SQL: markup to show, text to keep in a file, lines for the system's shell. */
final class ContentCommands {

    private final Path directory;

    /**
     * @param directory where relative paths start, and shells
     */
    ContentCommands(Path directory) {
        this.directory = directory;
    }

    List<Command> rows() {
        return List.of(
                markup("html", "text/html", "Shows the cell as HTML."),
                markup("markdown", "text/markdown", "Shows the cell as Markdown."),
                markup("svg", "image/svg+xml", "Shows the cell as a picture from its SVG source."),
                markup("latex", "text/latex", "Shows the cell as LaTeX."),
                markup("javascript", "application/javascript", "Runs the cell as JavaScript in the browser.")
                        .alias("js"),
                Command.of(
                        "writefile",
                        Command.Form.CELL,
                        Options.NONE
                                .with(Option.flag("append", "Adds to the file instead of replacing it.")
                                        .letter('a'))
                                .needs(ArgumentType.file("FILE", directory)),
                        "Writes the cell into a file.",
                        this::write),
                Command.of(
                        "image",
                        Command.Form.LINE,
                        Options.NONE.needs(ArgumentType.file("FILE", directory)),
                        "Shows a picture from a file.",
                        this::image),
                Command.of(
                                "sh",
                                Command.Form.LINE_OR_CELL,
                                Options.NONE.code("LINE"),
                                "Runs lines in the system's shell.",
                                this::shell)
                        .alias("bash", "shell", ".shell", ".system")
                        .over("shell"));
    }

    private static Command markup(String name, String mimeType, String sentence) {
        return Command.of(
                        name,
                        Command.Form.CELL,
                        Options.NONE,
                        sentence,
                        (call, run) -> new Outcome.Value(new Markup(
                                mimeType, call.code().text(), call.code().text().strip())))
                .over(name);
    }

    private Outcome write(Invocation call, Run run) {
        Path file = directory.resolve(call.words().get(0));
        boolean there = Files.exists(file);
        boolean append = call.has("append");
        byte[] text = call.code().text().getBytes(StandardCharsets.UTF_8);
        try {
            if (append) {
                WholeFile.append(file, text, run.interrupt());
            } else {
                WholeFile.write(file, text, run.interrupt());
            }
        } catch (IOException e) {
            run.interrupt().check();
            return new Outcome.Failure(Problem.usage(e.getMessage(), "Paths start from " + directory + "."));
        }
        String deed = !there ? " written" : append ? " added to" : " written anew";
        return new Outcome.Value(new Note(call.words().get(0) + deed + ", " + Quantity.bytes(text.length)));
    }

    private Outcome image(Invocation call, Run run) {
        String name = call.words().get(0);
        if (name.matches("https?://.*")) {
            return new Outcome.Failure(Problem.usage(
                    "%image shows files, and fetches nothing.",
                    "The browser does: begin a cell with %%html and write <img src=\"" + name + "\"> below it."));
        }
        Path file = directory.resolve(name);
        try {
            if (name.endsWith(".svg")) {
                String source = Files.readString(file, StandardCharsets.UTF_8);
                return new Outcome.Value(new Markup("image/svg+xml", source, name));
            }
            BufferedImage image = ImageIO.read(file.toFile());
            return image == null
                    ? new Outcome.Failure(Problem.usage(
                            name + " is no picture that Java can read.", "It reads PNG, JPEG, GIF and BMP; and SVG."))
                    : new Outcome.Value(image);
        } catch (IOException e) {
            return new Outcome.Failure(Problem.usage(
                    Files.exists(file) ? name + " cannot be read: " + e.getMessage() : "There is no " + name + ".",
                    "Paths start from " + directory + "."));
        }
    }

    /** So often an interrupted shell is noticed whose output somebody else holds open. */
    private static final long LOOK_MILLIS = 20;

    private static final Path BASH = Path.of("/bin/bash");

    private Outcome shell(Invocation call, Run run) {
        String lines = call.code().text();
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        // Whoever asks for bash writes what sh has not: [[ … ]], arrays, source.
        boolean isBash = call.written().endsWith("bash") && Files.isExecutable(BASH);
        ProcessBuilder builder = new ProcessBuilder(
                        isWindows
                                ? List.of("cmd", "/c", lines)
                                : List.of(isBash ? BASH.toString() : "/bin/sh", "-c", lines))
                .directory(directory.toFile());
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Outcome.Failure(Problem.usage("The shell cannot be started: " + e.getMessage()));
        }
        Interrupt.Registration stop = run.interrupt().onRequest(() -> end(process));
        try {
            List<Thread> copies = List.of(
                    copying(process.getInputStream(), Channel.STDOUT, run),
                    copying(process.getErrorStream(), Channel.STDERR, run));
            for (Thread copy : copies) {
                awaitEnd(copy, run.interrupt());
            }
            run.interrupt().check();
            int code = process.waitFor();
            return code == 0
                    ? new Outcome.Nothing()
                    : new Outcome.Failure(Problem.of("ShellError", "The shell ended with exit code " + code + "."));
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        } finally {
            stop.close();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Thread copying(InputStream from, Channel to, Run run) {
        Thread thread = new Thread(() -> copy(from, to, run), "rowan-shell");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What a shell has started may hold its output open when the shell is gone: nobody can end that, or has to wait for it. */
    private static void awaitEnd(Thread copy, Interrupt interrupt) throws InterruptedException {
        while (copy.isAlive() && !interrupt.requested()) {
            copy.join(LOOK_MILLIS);
        }
    }

    private static void copy(InputStream from, Channel to, Run run) {
        String encoding = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
        char[] buffer = new char[4_096];
        try (Reader reader = new InputStreamReader(from, Charset.forName(encoding))) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                run.output().stream(to, new String(buffer, 0, count));
            }
        } catch (IOException ended) {
            // The process was stopped while it wrote.
        }
    }
}
