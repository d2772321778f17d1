package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.jsoup:jsoup:1.22.2 | org.jsoup jsoup jar - 1.22.2",
                "a:b | a b jar - -",
                "a:b:zip:1 | a b zip - 1",
                "a:b:jar:sources:1 | a b jar sources 1",
                "a#b;1 | a b jar - 1",
                "a#b#branch;1 | a b jar - 1",
                "a | none",
                "a:b:c:d:e:f | none",
                "a b:c | none",
                "a::b | none"
            })
    void Maven_and_Ivy_write_them(String text, String parts) {
        assertThat(Coordinates.of(text)
                        .map(c -> String.join(
                                " ",
                                c.group(),
                                c.artifact(),
                                c.packaging(),
                                c.classifier().isEmpty() ? "-" : c.classifier(),
                                c.version().isEmpty() ? "-" : c.version()))
                        .orElse("none"))
                .isEqualTo(parts);
    }
}
