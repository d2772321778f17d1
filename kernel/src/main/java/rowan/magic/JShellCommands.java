package rowan.magic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rowan.jshell.Declarations;
import rowan.jshell.JavaLanguage;
import rowan.model.Card;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.Cells;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The words of JShell: those that list what is declared, and for each of the others what takes its place here. */
final class JShellCommands {

    private static final String AGAIN =
            "Change the cell and run it again; a declaration takes the place of the earlier one.";
    private static final String ANEW =
            "Kernel ▸ Restart Kernel begins anew, and Restart Kernel and Run All Cells runs all again.";

    private static final Map<String, String> ANSWERS = answers();

    private final JavaLanguage java;
    private final Supplier<Cells> cells;

    /**
     * @param cells the notebook; asked for when {@code %jshell} runs code
     */
    JShellCommands(JavaLanguage java, Supplier<Cells> cells) {
        this.java = java;
        this.cells = cells;
    }

    List<Command> rows() {
        List<Command> rows = new ArrayList<>(List.of(
                listing("/vars", "Lists the variables of Java cells, with their values.", Declarations::variables),
                listing("/methods", "Lists the methods of Java cells.", Declarations::methods),
                listing(
                        "/types",
                        "Lists the classes, records, enums and interfaces of Java cells.",
                        Declarations::types),
                listing("/imports", "Lists what Java cells import.", (declared, names) -> declared.imports()),
                listing("/list", "Shows the declarations of Java cells as they are written.", Declarations::sources)));
        List<String> answered = List.copyOf(ANSWERS.keySet());
        rows.add(Command.of(
                        answered.get(0),
                        Command.Form.SLASH,
                        Options.NONE.any(ArgumentType.text("ARGUMENT")).opened(),
                        "Nothing: says what takes its place in a notebook.",
                        (call, run) -> new Outcome.Value(new Note(ANSWERS.get(call.written()))))
                .alias(answered.subList(1, answered.size()).toArray(String[]::new)));
        rows.add(Command.of(
                        "jshell",
                        Command.Form.LINE_OR_CELL,
                        Options.NONE.code("/WORD|JAVA"),
                        "Runs Java, or a word of JShell.",
                        this::run)
                .over(LanguageRule.JAVA));
        return rows;
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("/edit", AGAIN);
        answers.put("/drop", "A name stays until it is declared anew. " + ANEW);
        answers.put("/reset", ANEW);
        answers.put("/reload", ANEW);
        answers.put("/!", "Run the cell again; the arrow keys bring back what a console has run.");
        answers.put(
                "/history",
                "The cells of the notebook are its history; the arrow keys bring back what a console has run.");
        answers.put("/save", "The notebook keeps its cells; %%writefile FILE, above a cell, writes that into a file.");
        answers.put("/env", "%classpath adds jars and directories of classes, %maven libraries.");
        answers.put("/set", "A notebook shows results by what they are; there is no feedback mode or editor to set.");
        return answers;
    }

    private Command listing(
            String word, String sentence, BiFunction<Declarations, Predicate<String>, List<String>> lines) {
        return Command.of(
                word,
                Command.Form.SLASH,
                Options.NONE.any(ArgumentType.text("NAME")).opened(),
                sentence,
                (call, run) -> list(call, run, lines));
    }

    private Outcome list(Invocation call, Run run, BiFunction<Declarations, Predicate<String>, List<String>> lines) {
        // /list -all and the like: of a notebook, all that is declared is all there is.
        List<String> names =
                call.words().stream().filter(word -> !word.startsWith("-")).toList();
        return java.declared(
                declared -> {
                    List<String> found = lines.apply(declared, name -> names.isEmpty() || names.contains(name));
                    return found.isEmpty()
                            ? new Note("Java cells have declared none" + (names.isEmpty() ? "." : " of that name."))
                            : new Card(
                                    call.written(),
                                    List.of(new Card.Code("java", found.stream().collect(Collectors.joining("\n")))));
                },
                run);
    }

    private Outcome run(Invocation call, Run run) {
        return call.code().isBlank()
                ? new Outcome.Failure(Problem.usage(
                        call.written() + " has nothing to run.", call.command().usage()))
                : cells.get()
                        .evaluate(
                                "\n".repeat(call.code().line() - 1)
                                        + call.code().text(),
                                run);
    }
}
