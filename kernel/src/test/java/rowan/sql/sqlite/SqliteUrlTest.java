package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.dialect.SqlFailure;

/** What a URL names, on any system. */
class SqliteUrlTest {

    private static SqliteUrl of(String url, String... existing) throws SqlFailure {
        return SqliteUrl.of(url, Set.of(existing)::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///blog.db, blog.db",
        "sqlite:////home/ann/blog.db, /home/ann/blog.db",
        "SQLite:///blog.db, blog.db",
        "sqlite:blog.db, blog.db",
        "jdbc:sqlite:blog.db, blog.db",
        "jdbc:sqlite:/home/ann/blog.db, /home/ann/blog.db",
        "jdbc:sqlite:file:my%20blog.db, my blog.db",
        "file:///home/ann/my%20blog.db, /home/ann/my blog.db",
        "file:/home/ann/blog.db, /home/ann/blog.db",
        "file:blog.db, blog.db",
        "sqlite:///file:blog.db?mode=ro&uri=true, blog.db",
        "sqlite:///C:\\data\\x.db, C:\\data\\x.db",
        "sqlite:///C:/data/x.db, C:/data/x.db",
        "sqlite:///\\\\server\\share\\x.db, \\\\server\\share\\x.db",
        "sqlite://///server/share/x.db, //server/share/x.db",
        "file://localhost/home/ann/blog.db, /home/ann/blog.db",
        "file://LOCALHOST/home/ann/blog.db?mode=ro, /home/ann/blog.db",
        "sqlite:///a%3B, a;",
        "sqlite:///%E2%98%83.db, ☃.db",
        "a%20b.db, a%20b.db",
        "a?b.db, a?b.db",
    })
    void the_name_is_what_was_meant(String url, String name) throws SqlFailure {
        assertThat(of(url).name()).isEqualTo(name);
    }

    @Test
    void a_file_of_the_very_name_comes_first() throws SqlFailure {
        assertThat(of("sqlite:///a%20b.db", "a%20b.db").name()).isEqualTo("a%20b.db");
        assertThat(of("sqlite:///a.db?mode=ro", "a.db?mode=ro")).isEqualTo(new SqliteUrl("a.db?mode=ro", ""));
    }

    @ParameterizedTest
    @CsvSource({"ro", "rw", "rwc"})
    void a_mode_is_read(String mode) throws SqlFailure {
        assertThat(of("sqlite:///a.db?check_same_thread=False&mode=" + mode).mode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"sqlite://", "sqlite:///", "sqlite:///:memory:", "jdbc:sqlite:", "jdbc:sqlite::memory:", "file::memory:"
    })
    void a_database_in_memory_is_recognised(String url) throws SqlFailure {
        assertThat(of(url).isInMemory()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sqlite:///a.db?mode=wr", "sqlite:///a.db?foreign_keys=on", "file:a.db?immutable=1"})
    void what_is_not_known_is_refused(String url) {
        assertThatThrownBy(() -> of(url)).isInstanceOf(SqlFailure.class).hasMessageContaining("is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:///a%2.db", "sqlite:///a%zz.db", "sqlite:///a%"})
    void a_percent_sign_that_stands_for_no_character_is_refused_unless_the_file_is_called_so(String url)
            throws SqlFailure {
        assertThatThrownBy(() -> of(url)).hasMessageContaining("stands for no character");
        String name = url.substring("sqlite:///".length());
        assertThat(of(url, name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"file://example.org/abs/x.db", "file://x.db", "sqlite:///tr2.db;", "file:tr2.db;"})
    void another_host_or_a_semicolon_at_the_end_is_refused(String url) {
        assertThatThrownBy(() -> of(url)).isInstanceOf(SqlFailure.class).hasMessageContaining(url);
    }
}
