package rowan.workspace;

import java.util.List;
import java.util.Optional;

/**
 * A cell cut into parts, each for one command or one language. The cut is purely lexical: nothing is run or looked up
 * but the names of commands.
 *
 * @param parts in the order they run
 */
public record Cell(List<Part> parts) {

    /** A piece of a cell that is carried out as a whole. */
    public sealed interface Part {
        /** Its text, and where it stands. */
        Source source();
    }

    /**
     * Code in a language.
     *
     * @param doubtful see {@link LanguageRule.Decision}
     */
    public record Code(String language, Source source, boolean doubtful) implements Part {}

    /**
     * A command.
     *
     * @param name as it was written, with {@code %}, {@code %%} or the dot; perhaps no command is called so
     * @param source the whole call, from its first character on; for a {@code %%} command, the rest of the cell
     * @param target the variable that takes its value, in {@code x = %sql …}
     */
    public record Call(String name, Source source, Optional<String> target) implements Part {}

    public Cell {
        parts = List.copyOf(parts);
    }

    /** Cuts a cell. */
    public static Cell parse(String text, LanguageRule rule, String defaultLanguage) {
        LanguageRule.Decision decision = rule.decide(text, defaultLanguage);
        return new Cell(List.of(new Code(decision.language(), Source.of(text), decision.doubtful())));
    }
}
