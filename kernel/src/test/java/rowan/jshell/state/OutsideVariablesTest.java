package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How values from elsewhere become variables of Java. */
class OutsideVariablesTest {

    /** Where the variables of the test live. */
    public static Object anything;

    public static Long number;

    private final List<String> declared = new ArrayList<>();
    private final Map<String, Field> fields = new HashMap<>();
    private final OutsideVariables variables =
            new OutsideVariables(name -> Optional.ofNullable(fields.get(name)), declared::add);

    private void bind(String name, Object value) {
        variables.bind(name, value, Optional.empty());
    }

    @Test
    void one_that_keeps_its_type_is_set_and_not_declared_again() throws NoSuchFieldException {
        bind("rows", 1L);
        fields.put("rows", OutsideVariablesTest.class.getField("anything"));
        bind("rows", 2L);
        assertThat(declared).containsExactly("java.lang.Long rows = (java.lang.Long) boundValue(\"rows\");");
        assertThat(anything).isEqualTo(2L);
        bind("rows", "two");
        assertThat(declared).last().isEqualTo("java.lang.String rows = (java.lang.String) boundValue(\"rows\");");
        assertThat(anything).isEqualTo(2L);
    }

    @Test
    void one_that_a_cell_has_declared_by_another_type_meanwhile_is_declared_anew() throws NoSuchFieldException {
        bind("rows", "one");
        fields.put("rows", OutsideVariablesTest.class.getField("number"));
        bind("rows", "two");
        assertThat(declared).hasSize(2);
    }

    @Test
    void a_type_that_no_cell_can_name_is_an_object() {
        bind("nothing", null);
        bind("list", List.of(1));
        bind("own", new Object() {});
        variables.bind("given", 1, Optional.of("int"));
        assertThat(declared)
                .containsExactly(
                        "Object nothing = (Object) boundValue(\"nothing\");",
                        "java.util.List<?> list = (java.util.List<?>) boundValue(\"list\");",
                        "Object own = (Object) boundValue(\"own\");",
                        "int given = (int) boundValue(\"given\");");
    }

    @Test
    void a_name_that_java_does_not_have_is_left_to_sql() {
        bind("class", 1L);
        bind("my name", 1L);
        assertThat(declared).isEmpty();
    }
}
