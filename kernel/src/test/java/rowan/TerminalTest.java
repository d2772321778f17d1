package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TerminalTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "verify", "export", "install", "uninstall", "doctor", "settle", "train"})
    void every_command_says_what_may_follow(String command) {
        for (String question : List.of(command + " --help", command + " -h", "help " + command)) {
            PrintStream before = System.out;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            int status;
            try {
                status = Terminal.run(question.strip().split(" "));
            } finally {
                System.setOut(before);
            }
            assertThat(status).as(question).isZero();
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .as(question)
                    .startsWith("Usage: rowan " + command)
                    .contains("--help");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B[31m", "run a.ipynb --x\u001B[31m\u202E", "install \u009B31m"})
    void arguments_that_are_refused_are_told_with_nothing_unseen(String arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = Terminal.run(arguments.split(" "));
        } finally {
            System.setErr(before);
        }
        assertThat(status).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("31m").doesNotContainPattern("[\u001B\u009B\u202E]");
    }
}
