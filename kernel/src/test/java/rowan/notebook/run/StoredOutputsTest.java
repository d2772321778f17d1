package rowan.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rowan.display.markup.MimeBundle;
import rowan.notebook.NotebookText;
import rowan.notebook.export.MarkdownExport;
import rowan.notebook.verify.ElapsedTimes;
import rowan.notebook.verify.Exemptions;
import rowan.workspace.contract.Channel;

/** Outputs in the form in which notebooks store them. */
class StoredOutputsTest {

    private static long cpuNanos(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    private static void write(int lines) {
        StoredOutputs outputs = new StoredOutputs(1, StoredOutputs.noDisplays());
        for (int i = 0; i < lines; i++) {
            outputs.stream(Channel.STDOUT, "line " + i + "\n");
        }
        assertThat(outputs.outputs().get(0).getAsJsonArray("text")).hasSize(lines);
    }

    @Test
    void ten_times_the_lines_take_about_ten_times_as_long() {
        write(20_000);
        long few = cpuNanos(() -> write(20_000));
        long many = cpuNanos(() -> write(200_000));
        assertThat(many).isLessThan(40 * few);
    }

    @Test
    void pieces_of_one_stream_are_one_output_cut_into_lines() {
        StoredOutputs outputs = new StoredOutputs(1, StoredOutputs.noDisplays());
        outputs.stream(Channel.STDOUT, "a");
        outputs.stream(Channel.STDOUT, "b\nc");
        outputs.stream(Channel.STDERR, "d");
        outputs.display(MimeBundle.text("e"), Optional.empty());
        outputs.stream(Channel.STDOUT, "f");
        assertThat(outputs.outputs().stream().map(NotebookText::of))
                .containsExactly("stdout: ab\nc", "stderr: d", "e", "stdout: f");
        outputs.stream(Channel.STDOUT, "g");
        assertThat(NotebookText.of(outputs.outputs().get(3))).isEqualTo("stdout: fg");
        outputs.clear(true);
        outputs.stream(Channel.STDOUT, "h");
        assertThat(outputs.outputs().stream().map(NotebookText::of)).containsExactly("stdout: h");
    }

    @Test
    void textrows_of_separators_are_compared_in_no_time() {
        String text = ",".repeat(300_000) + " ".repeat(300_000) + "x 1,234.5 ms " + "1,".repeat(100_000);
        long nanos = cpuNanos(() -> {
            for (Pattern time : List.of(ElapsedTimes.printed(), ElapsedTimes.drawn())) {
                for (boolean isVolatile : new boolean[] {true, false}) {
                    new Exemptions().without(text, text, Optional.of(time), isVolatile);
                }
            }
        });
        assertThat(nanos).isLessThan(5_000_000_000L);
    }

    @Test
    void a_fence_is_longer_than_any_row_of_backticks_however_long() {
        assertThat(MarkdownExport.fenced("text", "`".repeat(100_000))).startsWith("`".repeat(100_001) + "text");
    }
}
