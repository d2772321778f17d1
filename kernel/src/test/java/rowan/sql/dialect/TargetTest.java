package rowan.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static Target onServer(String user, String database) {
        Target.Server server =
                new Target.Server("db.example", 5432, database, user, Optional.of(new Target.Password("s3cret")));
        return new Target("postgresql://" + user + ":s3cret@db.example/" + database, server, false);
    }

    @Test
    void the_address_that_lists_cards_and_the_toolbar_show_has_no_password_in_it() {
        assertThat(new Target("postgresql://ada:s3cret@host/db?sslpassword=s3cret", new Target.Memory(), false).url())
                .isEqualTo("postgresql://ada:***@host/db?sslpassword=***");
    }

    @Test
    void no_text_of_a_server_tells_the_password() {
        Target target = onServer("ada", "shop");
        assertThat(target.place()).isEqualTo("shop at db.example:5432 as ada");
        assertThat(target.toString()).doesNotContain("s3cret");
        assertThat(((Target.Server) target.location()).password().toString()).doesNotContain("s3cret");
    }

    @Test
    void two_users_of_a_server_are_at_one_database_and_not_at_one_place() {
        Target ada = onServer("ada", "shop");
        Target bob = onServer("bob", "shop");
        assertThat(ada.isSameDatabase(bob)).isTrue();
        assertThat(ada.isAtSamePlace(bob)).isFalse();
        assertThat(ada.isSameDatabase(onServer("ada", "stock"))).isFalse();
    }

    @Test
    void a_database_in_memory_is_no_other_connection_s_and_a_file_is_everybody_s() {
        Target memory = new Target(":memory:", new Target.Memory(), false);
        Target file = new Target("blog.db", new Target.File(Path.of("blog.db")), false);
        assertThat(memory.isSameDatabase(memory)).isFalse();
        assertThat(memory.isAtSamePlace(new Target("sqlite://", new Target.Memory(), false)))
                .isFalse();
        assertThat(file.isSameDatabase(new Target("sqlite:///blog.db", file.location(), true)))
                .isTrue();
        assertThat(file.name()).isEqualTo("blog.db");
        assertThat(onServer("ada", "shop").name()).isEqualTo("shop");
    }
}
