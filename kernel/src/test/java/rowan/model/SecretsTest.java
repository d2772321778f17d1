package rowan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql oracle+cx://u:s3c/with@h/db",
                "%sql mssql://sa:s3cret/T1@h/db",
                "%sql postgresql://ada@corp:s3c/w@th@h:5432/db",
                "%sql redis://:12345@h",
                "%sql jdbc:oracle:thin:ada/s3c/with@//h:1521/x",
                "%sql postgresql://u:s3c%2Fwith@h/db",
                "%sql file:x.db?cipher=sqlcipher&key=s3cret",
                "%sql file:x.db?hexkey=s3cret",
                "jdbc:sqlite:x.db?cipher_key='s3cret T1'&mode=ro",
                "https://h/?to=jdbc%3Ax%3A%2F%2Fh%3Fpassword%3Ds3cret%26a%3Db",
                "host=h user=ada password=s3cret",
                "401 for Authorization: Bearer s3cretT1.abc-def_x",
                "{\"Authorization\": \"Basic s3cretT1s3cret==\"}",
                "{\"access_token\": \"s3cret\", \"expires\": 3600}",
                "refresh_token=s3cret",
                "host=h password='s3cret T1' user=ada",
                "host=h password='s3c\\'ret T1' user=ada",
                "Login failed: Pwd=s3cret;",
                "Server=h;Uid=sa;Pwd={s3cret;T1};",
                "--password=s3cret",
                "PRAGMA key = s3cret",
                "PRAGMA main.hexkey('s3cret')",
                "pragma rekey(s3cret)",
                "String json = \"{\\\"password\\\": \\\"s3cret\\\"}\";",
                "properties.setProperty(\"hexkey\", \"s3cret\")",
                "There is no directory /home/ada/postgresql:/user:s3cret@host",
                "%sql sqlite:////user:s3cret@host/x.db",
                "%sql sqlite://user:s3cret@/a.db",
                "%sql \"postgresql://user:s3cret with blank@host/db\"",
                "%sql \"postgresql://user:s3c@t with@host/db\"",
                "%sql \"postgresql://us er:s3cret@host/db\"",
                "There is no postgresql:/us er:s3cret with blank@host",
                "%sql postgresql://user:s3cret\"with@host/db",
                "%sql postgresql://user:T1's3cret@host/db",
                "%sql postgresql://user:s3cret",
                "%sql postgresql://user:s3cret/db",
                "%sql postgresql://user:4711/s3cret@host/db",
                "%sql postgresql://user:1234?s3cret@host/db",
                "%sql postgresql://user:1;s3cret@host/db",
                "%sql postgresql://user:ab://s3cret@host",
                "%sql postgresql://ada:T1@s3cret with@host/db",
                "%sql mysql+pymysql://ada:s3c@T1 ret with@host",
                "cannot open postgresql://ada:T1@s3cret with@host:5432/db today",
                "%sql redis://s3cretT1@host",
                "https://ghp_s3cretT1@github.com/ada/x",
                "https://glpat-s3cretT1:x-oauth-basic@gitlab.com/ada/x",
                "https://s3cretT1s3cretT1s3cret@h/x",
                "%sql postgresql://eyJs3cret.T1@host/db",
                "%sql snowflake+connector://s3cretT1@host/db",
                "%sql postgresql://host/db?pass%77ord=s3cret",
                "%sql postgresql://host/db?a=b&%70%61ss%57ord=s3cret",
                "%sql postgresql://host/db?pass=s3cret",
                "%sql postgresql://host/db?pw=s3cret",
                "%sql postgresql://host/db?pwd=s3cret",
                "https://host/db?sv=1&sig=s3cret",
                "https://host/db?auth=s3cret",
                "https://host/db?credential=s3cret",
                "https://host/db?id_jwt=s3cret",
                "%sql postgresql://host/db?sslkey=s3cret",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=s3cret==;",
                "AccountKey=s3cret==",
                "psql --password s3cret --host h",
                "PGPASSWORD=s3cret psql -h h",
                "PGPASSWORD='s3cret T1' psql -h h",
                "export AWS_SECRET_ACCESS_KEY=s3cret/T1+x=",
                "MYSQL_PWD=s3cret mysqldump lab",
                "GITHUB_TOKEN=s3cret",
                "OPENAI_API_KEY=\"s3cret T1\"",
                "DB_PASS=s3cret",
                "token: s3cret",
                "token: \"s3cret T1\"",
                "db:\n  user: ada\n  password: s3cret\n  host: h",
                "{user: ada, password: s3cret}",
                "curl -H 'X-Api-Key: s3cret' https://h",
                "curl -H \"PRIVATE-TOKEN: s3cret\" https://h",
                "{\"token\": \"s3cret\"}",
                "Bad credentials for ghp_s3cretT1s3cretT1s3cret",
                "var t = \"github_pat_11AAs3cretT1s3cretT1_x\";",
                "glpat-s3cretT1s3cretT1s3c",
                "xoxb-1234567890-s3cretT1",
                "sk-proj-s3cretT1s3cretT1",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.s3cretT1"
            })
    void a_password_is_masked_whatever_is_in_it(String text) {
        assertThat(Secrets.masked(text)).contains("***").doesNotContain("s3c", "with", "T1", "ret", "12345");
        assertThat(Secrets.blotted(text)).hasSameSizeAs(text).doesNotContain("s3c", "with", "T1", "ret", "12345");
    }

    @Test
    void what_stands_around_it_is_still_told() {
        assertThat(Secrets.masked("a://u:p1@h1/db,b://u:p/2@h2:80/db")).isEqualTo("a://u:***@h1/db,b://u:***@h2:80/db");
        assertThat(Secrets.masked("Server=h;Pwd={a;b};Database=d")).isEqualTo("Server=h;Pwd=***;Database=d");
        assertThat(Secrets.masked("f(\"{\\\"password\\\": \\\"a\\\", \\\"x\\\": \\\"b\\\"}\")"))
                .isEqualTo("f(\"{\\\"password\\\": \\\"***\\\", \\\"x\\\": \\\"b\\\"}\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT key = 1",
                "Authorization: Bearer is missing",
                "UPDATE users SET auth_token=:given WHERE access_token IS NULL",
                "auth_tokens=17, unexpected token = in JSON",
                "SELECT key='a' FROM t",
                "SELECT * FROM users WHERE password=:given OR password=? OR password=$1",
                "SELECT * FROM a JOIN b ON a.password=b.password",
                "UPDATE users SET password=hash(:given)",
                "this.password=password;",
                "if (password==null) {}",
                "if (a&key==3) {}",
                "SELECT password FROM users",
                "PRAGMA foreign_keys = 1",
                "PRAGMA foreign_key_check",
                "CREATE TABLE t(key TEXT PRIMARY KEY)",
                "http://localhost:8888/tree and a@b",
                "jdbc:sqlserver://h:1433;user=ada",
                "postgresql://localhost:5432/db",
                "postgresql://[::1]:5432/db",
                "{\"url\": \"postgresql://h:5432/db\", \"mail\": \"a@b\"}",
                "mongodb://h1:27017,h2:27017/db",
                "sqlite:///lab.db: no such table: t",
                "sqlite:/C:/data/lab.db",
                "sqlite:///lab.db at 10:30 by a@b",
                "https://h/?bypass=1&design=b&author=c",
                "https://h/?sort_key=name&monkey=1",
                "%sql sqlite:///a@b.db",
                "%sql postgresql://ada@host/db",
                "%sql mysql+pymysql://ada@host and a word to b@c",
                "jdbc:oracle://scott@host:1521/x",
                "https://ada@example.com/x",
                "ssh://git@github.com/ada/x",
                "https://a-name-that-is-long-enough@host",
                "http://h:8080/a@b?x=1",
                "open(\"http://h:8080/a@b?x=1\")",
                "wss://h:443/room@b and http://h:80?to=a@b",
                "unrecognized token: \"#\"",
                "Wrong password: try again",
                "token: for (;;) { break token; }",
                "{\"token\": null, \"max_tokens\": 5}",
                "MAX_TOKENS=100 SORT_KEY=name PASS=12 FAIL=1",
                "PGPASSWORD=$PW psql",
                "a.API_KEY=b.API_KEY",
                "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
                "sk-learn-contrib-everything and task-12345678901234567890"
            })
    void what_is_no_password_stays(String text) {
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void a_host_with_its_port_or_path_ends_a_url_whatever_follows() {
        assertThat(Secrets.masked("mysql://u:s3cret@h/db for b@c")).isEqualTo("mysql://u:***@h/db for b@c");
        assertThat(Secrets.masked("mysql://u:s3cret@h:3306 for b@c")).isEqualTo("mysql://u:***@h:3306 for b@c");
    }

    @Test
    @Timeout(20)
    @Tag("slow")
    void a_long_text_is_looked_through_as_well() {
        String secret = "s3cret".repeat(100_000);
        assertThat(Secrets.masked("password = '" + secret + "'")).isEqualTo("password = '***'");
        assertThat(Secrets.masked("password = \"" + secret + "\\\"\"")).isEqualTo("password = \"***\"");
        String unfinished = "getConnection(a, b, '" + "\\''".repeat(10_000);
        assertThat(Secrets.masked(unfinished)).isEqualTo(unfinished);
        String urls = "a://b:".repeat(2_000);
        assertThat(Secrets.masked(urls)).isEqualTo(urls);
        for (String again : List.of(
                "a://b:",
                "mysql://b: ",
                "mysql://b:1 ",
                "mysql:/",
                "?%3F%26",
                "\"a://b:",
                "a:/b:c@ ",
                "mysql://b:c@ d",
                "a://1",
                "://eyJ")) {
            String text = again.repeat(5_000);
            assertThat(Secrets.blotted(text)).hasSameSizeAs(text);
        }
        String url = "%sql mysql://u:" + secret.substring(0, 4_000) + "@h";
        assertThat(Secrets.masked(url)).isEqualTo("%sql mysql://u:***@h");
    }

    @Test
    void an_empty_secret_or_one_that_ends_with_a_backslash_ends_at_its_quote() {
        assertThat(Secrets.masked("password='' AND name='Ada'")).isEqualTo("password='***' AND name='Ada'");
        assertThat(Secrets.masked("password='a\\'")).isEqualTo("password='***'");
        assertThat(Secrets.masked("password='it''s' b")).isEqualTo("password='***' b");
    }
}
