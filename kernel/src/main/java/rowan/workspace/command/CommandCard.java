package rowan.workspace.command;

import java.util.ArrayList;
import java.util.List;
import rowan.model.Card;

/** What is said about a command: by help, by inspection and in the pager. */
public final class CommandCard {

    private CommandCard() {}

    /** How it is written, what it is for, and each of its options. */
    public static Card of(Command command) {
        List<Card.Entry> entries = new ArrayList<>();
        entries.add(new Card.Paragraph(command.sentence()));
        entries.add(new Card.Code("", command.usage()));
        if (!command.options().options().isEmpty()) {
            entries.add(new Card.Listing(command.options().options().stream()
                    .map(option -> new Card.Fact(option.written(), option.explanation()))
                    .toList()));
        }
        if (!command.sections().kinds().isEmpty()) {
            entries.add(new Card.Fact(
                    "sections",
                    String.join(
                            ", ",
                            command.sections().kinds().stream()
                                    .sorted()
                                    .map(kind -> "-- " + kind + ": label")
                                    .toList())));
        }
        if (!command.skeleton().isEmpty()) {
            entries.add(new Card.Paragraph("To begin with:"));
            entries.add(new Card.Code("", command.skeleton()));
        }
        if (!command.aliases().isEmpty()) {
            entries.add(new Card.Fact("also called", String.join(", ", command.aliases())));
        }
        return new Card(command.written(), entries);
    }
}
