package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenotableTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Record&Shape; Shape; Shape",
                "List<Record&Shape>; List<Shape>; List<? extends Shape>",
                "List<Record&Comparable<? extends Record&Comparable<?>&Shape>&Shape>; List<Shape>; List<? extends Shape>",
                "Map<Integer,List<Record&Shape>>; Map<Integer, List<Shape>>; Map<Integer, ? extends List<? extends Shape>>",
                "Optional<? extends Enum<?>&Named>; Optional<? extends Named>; Optional<? extends Named>"
            })
    void a_type_is_written_by_what_it_is_for(String type, String exact, String wide) {
        assertThat(DenotableTypes.isOtherwise(type)).isTrue();
        assertThat(DenotableTypes.declarations("var x = f();", type))
                .startsWith(exact + " x = f();")
                .endsWith(wide + " x = f();");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List<String>",
                "List<java.io.Serializable&Comparable<?>&java.lang.constant.Constable>",
                "Number&Comparable<? extends Number&Comparable<?>>",
                "AbstractList<Integer>&List<Integer>&Cloneable"
            })
    void what_jshell_writes_well_stays(String type) {
        assertThat(DenotableTypes.isOtherwise(type)).isFalse();
    }

    @Test
    void all_but_the_word_stays_in_its_line() {
        assertThat(DenotableTypes.declarations("// var\n@Deprecated final var x\n  = f(\"var\");", "Record&Shape"))
                .containsExactly("// var\n@Deprecated final Shape x\n  = f(\"var\");");
        assertThat(DenotableTypes.isVar("variable = 1;")).isFalse();
        assertThat(DenotableTypes.isVar("var x;")).isFalse();
        assertThat(DenotableTypes.isVar("var x == 1;")).isFalse();
    }
}
