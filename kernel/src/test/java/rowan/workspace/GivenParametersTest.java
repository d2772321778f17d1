package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GivenParametersTest {

    @Test
    void the_sign_before_a_name_makes_no_difference() {
        GivenParameters given = new GivenParameters();
        given.set(":x", 1);
        given.set("@y", null);
        given.set("?1", "first");
        for (String name : new String[] {"x", ":x", "@x", "$x"}) {
            assertThat(given.get(name).orElseThrow().value()).as(name).isEqualTo(1);
        }
        assertThat(given.get("$y").orElseThrow().value()).isNull();
        assertThat(given.get("?1").orElseThrow().value()).isEqualTo("first");
        assertThat(given.get("1")).isEmpty();
        given.set("$x", 2);
        assertThat(given.all()).hasToString("{x=2, y=null, ?1=first}");
        given.unset("@x");
        assertThat(given.get("x")).isEmpty();
        given.clear();
        assertThat(given.all()).isEmpty();
    }
}
