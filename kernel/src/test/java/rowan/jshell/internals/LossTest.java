package rowan.jshell.internals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {

    @ParameterizedTest
    @EnumSource
    void nothing_is_lost_in_this_jdk(Loss loss) {
        assertThat(loss.missing()).isEmpty();
        assertThat(loss.isMet()).isFalse();
        assertThat(Loss.untold()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_internal_says_what_is_poorer_without_it(Internal internal) {
        assertThat(internal.losses()).isNotEmpty();
        assertThat(internal.purpose()).isNotBlank();
    }
}
