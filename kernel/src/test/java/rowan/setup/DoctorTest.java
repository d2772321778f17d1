package rowan.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.Check;

class DoctorTest {

    @Test
    void a_java_with_all_that_rowan_reaches_of_it_is_told_in_one_line(@TempDir Path kernel) throws Exception {
        assertThat(new Doctor(kernel).examine())
                .contains(new Check("all private names of the JDK that Rowan uses are there", true, ""));
    }
}
