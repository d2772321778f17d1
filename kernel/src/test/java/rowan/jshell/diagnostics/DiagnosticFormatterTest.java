package rowan.jshell.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiler's lines as a sentence. */
class DiagnosticFormatterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cannot find symbol⏎  symbol:   variable x⏎  location: class | cannot find symbol: variable x",
                "cannot find symbol⏎  symbol:   method f()⏎  location: class java.util.List |"
                        + " cannot find symbol: method f() in class List",
                "cannot find symbol⏎  symbol:   method f()⏎  location: variable a of type java.lang.String |"
                        + " cannot find symbol: method f() in a, which is of type String",
                "incompatible types: java.lang.String cannot be converted to int |"
                        + " incompatible types: String cannot be converted to int",
                "method f in class C cannot be applied to given types;⏎  required: int,int⏎  found:    int⏎"
                        + "  reason: actual and formal argument lists differ in length |"
                        + " method f in class C cannot be applied: it takes int, int, not int",
                "no suitable method found for f(int)⏎    method A.f(java.lang.String) is not applicable⏎"
                        + "      (argument mismatch)⏎    method A.f() is not applicable |"
                        + " no suitable method found for f(int); there are f(String), f()",
                "java.util.Date cannot be converted to java.sql.Date | java.util.Date cannot be converted to java.sql.Date",
                "bad return type⏎    T cannot be converted⏎  where T is a type-variable: |"
                        + " bad return type: T cannot be converted",
            })
    void it_is_one_with_what_tells_the_mistake(String lines, String sentence) {
        assertThat(DiagnosticFormatter.of(lines.replace("⏎", "\n"))).isEqualTo(sentence);
    }
}
