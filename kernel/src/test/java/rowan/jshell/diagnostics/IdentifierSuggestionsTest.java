package rowan.jshell.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered in place of a name that the compiler does not find. */
class IdentifierSuggestionsTest {

    private static final List<String> KNOWN = List.of("width", "height()", "count", "toString()", "List<", "names(");

    private static String advice(String missing, String text) {
        return IdentifierSuggestions.advice(List.of(missing), text, before -> KNOWN)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variable widht | int x = widht; | Did you mean width?",
                "variable height | int x = height; | Did you mean the method height()?",
                "method count | int x = count(); | Did you mean count, without parentheses?",
                "method heigth | int x = heigth(); | Did you mean height?",
                "method widht | int x = widht(); | none",
                "class Lst | Lst<String> a; | Did you mean List?",
                "class flaot | flaot x = 1; | Did you mean float?",
                "class flaot | a.flaot x = 1; | none",
                "method println | println(1); | Did you mean System.out.println?",
                "method print | print(1); | Did you mean System.out.print?",
                "method print | a.print(1); | none",
                "variable x | x + 1 | none",
                "variable entirely | entirely + 1 | none",
                "variable widht | elsewhere + 1 | none"
            })
    void the_nearest_that_could_stand_there_is_named(String missing, String text, String advice) {
        assertThat(advice(missing, text)).isEqualTo(advice);
    }
}
