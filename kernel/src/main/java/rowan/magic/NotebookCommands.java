package rowan.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rowan.model.Card;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.Settings;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.CommandCard;
import rowan.workspace.command.Commands;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands about the notebook itself. */
final class NotebookCommands {

    private static final ArgumentType<String> LANGUAGE = ArgumentType.choice(LanguageRule.SQL, LanguageRule.JAVA);

    private NotebookCommands() {}

    static List<Command> rows(Supplier<Commands> all, Settings settings) {
        return List.of(
                Command.of(
                                "help",
                                Command.Form.LINE,
                                Options.NONE.mayHave(
                                        ArgumentType.text("COMMAND").offering(begun -> names(all.get(), begun))),
                                "Lists the commands, or tells all about one.",
                                (call, run) -> help(call, all.get()))
                        .alias(".help", "/help", "/?"),
                Command.of(
                        "lang",
                        Command.Form.LINE,
                        Options.NONE.mayHave(LANGUAGE),
                        "Sets the language of cells that could be either.",
                        (call, run) -> language(call, settings)),
                Command.of(
                        "clear_output",
                        Command.Form.LINE,
                        Options.NONE.flag("wait", "Wait for the next output, so that the cell does not flicker."),
                        "Removes what the cell has shown so far.",
                        NotebookCommands::clear));
    }

    /** The names of commands, as they may be asked for: with or without their sign. */
    private static List<String> names(Commands all, String begun) {
        String sign = begun.replaceFirst("[^%].*", "");
        return ArgumentType.beginning(all.names().map(name -> sign + name).toList(), begun);
    }

    private static Outcome help(Invocation call, Commands all) {
        if (call.word(0).isEmpty()) {
            return new Outcome.Value(overview(all));
        }
        String name = call.words().get(0);
        Optional<Command> command = all.find(name.replaceFirst("^%+", ""))
                .or(() -> all.find("." + name))
                .or(() -> all.find("/" + name));
        if (command.isPresent()) {
            return new Outcome.Value(CommandCard.of(command.get()));
        }
        String nearest = all.nearest(name)
                .map(near -> "Did you mean %help " + near + "? ")
                .orElse("");
        return new Outcome.Failure(
                Problem.usage("No command is called " + name + ".", nearest + "%help alone lists them all."));
    }

    private static Card overview(Commands all) {
        List<Card.Entry> entries = new ArrayList<>();
        entries.add(
                new Card.Paragraph("A cell is SQL or Java; Rowan tells by its first words. %help COMMAND tells more."));
        for (Commands.Group group : all.groups()) {
            entries.add(new Card.Paragraph(group.title() + ":"));
            entries.add(new Card.Listing(group.rows().stream()
                    .filter(command -> !command.isIdle())
                    .map(command -> new Card.Fact(command.written(), command.sentence()))
                    .toList()));
        }
        String idle = all.rows().stream()
                .filter(Command::isIdle)
                .flatMap(command -> command.names().map(name -> command.isWord() ? name : "%" + name))
                .collect(Collectors.joining(", "));
        if (!idle.isEmpty()) {
            entries.add(
                    new Card.Paragraph("Understood, with nothing to do here but to say what does it: " + idle + "."));
        }
        return new Card("Commands", entries);
    }

    private static Outcome language(Invocation call, Settings settings) {
        Optional<String> name = call.word(0, LANGUAGE);
        if (name.isEmpty()) {
            return new Outcome.Value(
                    new Note("Cells that could be either are read as " + settings.defaultLanguage() + "."));
        }
        settings.defaultLanguage(name.get());
        return new Outcome.Value(new Note("Cells that could be either are now read as " + name.get() + "."));
    }

    private static Outcome clear(Invocation call, Run run) {
        run.output().clear(call.has("wait"));
        return new Outcome.Nothing();
    }
}
