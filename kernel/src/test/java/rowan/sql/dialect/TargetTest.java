package rowan.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void the_address_that_lists_cards_and_the_toolbar_show_has_no_password_in_it() {
        assertThat(new Target("postgresql://ada:s3cret@host/db?sslpassword=s3cret", Optional.empty(), false).url())
                .isEqualTo("postgresql://ada:***@host/db?sslpassword=***");
    }
}
