package rowan.jshell.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackSizeTest {

    @Test
    void cells_have_eight_megabytes_and_never_less() {
        assertThat(StackSize.bytes(List.of())).isEqualTo(8L << 20);
        assertThat(StackSize.bytes(List.of("java", "-Xss512k", "-jar", "rowan.jar")))
                .isEqualTo(8L << 20);
    }

    @Test
    void whoever_starts_java_with_more_has_more() {
        assertThat(StackSize.bytes(List.of("java", "-Xss64m", "-jar", "rowan.jar")))
                .isEqualTo(64L << 20);
        assertThat(StackSize.bytes(List.of("-Duser.language=en -Xss1g", "-XX:ThreadStackSize=16384")))
                .isEqualTo(1L << 30);
        assertThat(StackSize.bytes(List.of("-XX:ThreadStackSize=16384"))).isEqualTo(16L << 20);
        assertThat(StackSize.bytes(List.of("-Xss20000000"))).isEqualTo(20_000_000);
    }
}
