package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POMs of what people paste. */
class PomTextTest {

    private static final String IDENTITY = "<modelVersion>4.0.0</modelVersion><artifactId>cell</artifactId>";
    private static final String ALONE = "<groupId>rowan.notebook</groupId><version>1</version>";

    private static String complete(String text) throws UnresolvedLibrary {
        return PomText.complete(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<dependency>a</dependency><dependency>b</dependency> |"
                        + " <dependencies><dependency>a</dependency><dependency>b</dependency></dependencies>",
                "<repository>r</repository><dependency>a</dependency> |"
                        + " <repositories><repository>r</repository></repositories>"
                        + "<dependencies><dependency>a</dependency></dependencies>",
                "<dependencies><dependency>a</dependency></dependencies><dependency>b</dependency> |"
                        + " <dependencies><dependency>a</dependency><dependency>b</dependency></dependencies>",
                "<?xml version='1.0'?><properties><x>1</x></properties> | <properties><x>1</x></properties>"
            })
    void lone_elements_get_the_places_where_they_belong(String text, String placed) throws UnresolvedLibrary {
        assertThat(complete(text)).isEqualTo("<project>" + placed + IDENTITY + ALONE + "</project>");
    }

    @Test
    void a_project_keeps_its_own_names() throws UnresolvedLibrary {
        assertThat(complete("<project><artifactId>mine</artifactId></project>"))
                .contains("<artifactId>mine</artifactId>", ALONE)
                .doesNotContain("<artifactId>cell</artifactId>");
        assertThat(complete("<project><parent>p</parent></project>"))
                .doesNotContain(ALONE)
                .contains("cell");
    }

    @Test
    void what_is_no_POM_says_so_with_its_line() {
        assertThat(catchThrowableOfType(UnresolvedLibrary.class, () -> complete("<dependency>\n<a></b>"))
                        .problem()
                        .message())
                .startsWith("This is no XML, line 2: ");
        assertThat(catchThrowableOfType(UnresolvedLibrary.class, () -> complete("text alone"))
                        .problem()
                        .message())
                .isEqualTo("There is no <dependency> here.");
        assertThat(catchThrowableOfType(
                                UnresolvedLibrary.class,
                                () -> complete("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"))
                        .problem()
                        .message())
                .startsWith("This is no XML");
    }
}
