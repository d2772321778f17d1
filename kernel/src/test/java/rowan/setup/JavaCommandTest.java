package rowan.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flags that a kernel is started with, in front of a real Java. */
class JavaCommandTest {

    private static final Path PAGE = Path.of("FLAGS.md");

    @TempDir
    private Path application;

    /** Java with the flags of a kernel; all it does is to say its version. */
    private List<String> version() {
        List<String> command = new JavaCommand(application).with();
        List<String> version = new ArrayList<>(command.subList(0, command.indexOf("-jar")));
        version.add("-version");
        return version;
    }

    @Test
    void a_java_that_does_not_know_one_of_the_flags_starts() throws Exception {
        List<String> command = version();
        command.add(command.size() - 1, "-XX:+NoJavaHasThisFlag");
        command.add(command.size() - 1, "-XX:NoJavaHasThisNumber=4");

        JavaCommand.Ended ended = JavaCommand.run(command);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain("NoJavaHas").contains("version");
    }

    @Test
    void this_java_knows_all_of_them_and_says_nothing_about_them() throws Exception {
        List<String> command = version();
        command.remove(JavaFlag.LENIENT);

        JavaCommand.Ended ended = JavaCommand.run(command);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContainIgnoringCase("warning").doesNotContain("CompileCommand");
    }

    @Test
    void the_page_of_flags_is_the_list_of_flags() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page(), StandardCharsets.UTF_8);
        }
        assertThat(PAGE).as("-Dgolden.update=true writes it").hasContent(page());
    }

    private String page() {
        StringBuilder page = new StringBuilder(
                "# The flags of the kernel's Java\n\n"
                        + "Printed from `JavaFlag`. Loops are those of `src/bench/loops.py`; their figures are the thread's CPU time as"
                        + " a multiple of plain Java's; an arrow is from without the flag to with it, two figures are of Java 17 and 25.\n\n| flag | what for | measured |\n|---|---|---|\n");
        for (JavaFlag flag : JavaFlag.of(application)) {
            // What a property is set to is of this machine.
            String shown = flag.flag().startsWith("-D") ? flag.flag().replaceFirst("=.*", "") : flag.flag();
            page.append("| `" + shown + "` | " + flag.reason() + " | " + flag.measured() + " |\n");
        }
        return page.toString();
    }
}
