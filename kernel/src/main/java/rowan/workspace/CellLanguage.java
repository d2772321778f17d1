package rowan.workspace;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import rowan.workspace.cell.LanguageRule;

/**
 * Tells what a cell is written in: by its text, and where that is SQL but could be Java in lower case, by one look at the
 * names of Java. {@code end;} and {@code end--} commit a transaction, unless a variable is called that; {@code select (1)} asks for
 * a method.
 */
public final class CellLanguage {

    private final LanguageRule rule;
    private final Settings settings;
    private final boolean areWordsJava;
    private final Predicate<String> isVariable;
    private final Predicate<String> isMethod;

    /**
     * @param areWordsJava whether a word is Java even if nothing has that name, as notebooks of Java kernels expect
     * @param isVariable whether a variable has this name; asked on any thread, starts nothing and waits for nobody
     * @param isMethod whether a method has it; likewise
     */
    public CellLanguage(
            LanguageRule rule,
            Settings settings,
            boolean areWordsJava,
            Predicate<String> isVariable,
            Predicate<String> isMethod) {
        this.rule = rule;
        this.settings = settings;
        this.areWordsJava = areWordsJava;
        this.isVariable = isVariable;
        this.isMethod = isMethod;
    }

    /** What the text alone says. */
    public LanguageRule rule() {
        return rule;
    }

    /** The language of a text that does not begin with a command. */
    public String of(String text) {
        return of(text, settings.defaultLanguage());
    }

    /** As {@link #of(String)}; {@code defaultLanguage} where nothing speaks for SQL. */
    public String of(String text, String defaultLanguage) {
        String byText = rule.decide(text, defaultLanguage);
        return byText.equals(LanguageRule.SQL) && usesJavaName(text) ? LanguageRule.JAVA : byText;
    }

    /** Whether the text begins with a name of Java, used as such, and what follows is not SQL either. */
    private boolean usesJavaName(String text) {
        Optional<LanguageRule.NameUse> use = rule.nameUse(text);
        while (use.filter(this::isJava).isPresent()) {
            String rest = use.get().rest();
            if (!rule.decide(rest, LanguageRule.JAVA).equals(LanguageRule.SQL)) {
                return true;
            }
            use = rule.nameUse(rest);
        }
        return false;
    }

    private boolean isJava(LanguageRule.NameUse use) {
        boolean isWord =
                areWordsJava && use.isBare() && settings.defaultLanguage().equals(LanguageRule.JAVA);
        return isWord || (use.isCall() ? isMethod : isVariable).test(use.name());
    }

    /** How SQL says what was read as Java; empty for a text that is no word of SQL. */
    Optional<String> inSql(String text) {
        return rule.nameUse(text)
                .map(LanguageRule.NameUse::name)
                .filter(rule::beginsStatement)
                .map(name -> name.toUpperCase(Locale.ROOT));
    }
}
