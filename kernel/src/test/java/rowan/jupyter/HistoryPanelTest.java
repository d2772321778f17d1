package rowan.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.workspace.contract.Comms;

/** What a front end is told of the history. */
class HistoryPanelTest {

    private final List<Map<String, Object>> told = new ArrayList<>();

    private final Comms.Peer peer = new Comms.Peer() {
        @Override
        public void send(Map<String, Object> data) {
            told.add(data);
        }

        @Override
        public void close() {}
    };

    private List<Object> texts() {
        List<?> entries = (List<?>) told.get(told.size() - 1).get("entries");
        return entries.stream()
                .<Object>map(entry -> ((Map<?, ?>) entry).get("text"))
                .toList();
    }

    @Test
    void a_page_is_told_at_once_and_the_next_when_it_is_asked_for(@TempDir Path directory) {
        History history = new History(directory.resolve("history.db"));
        for (int i = 1; i <= 150; i++) {
            history.ended(history.add(i, "SELECT " + i), false);
        }
        Comms.Listener panel = new HistoryPanel(history).open(peer, Map.of("words", "select"));
        assertThat(texts()).hasSize(100).startsWith("SELECT 150", "SELECT 149");
        assertThat(told.get(0)).containsEntry("more", true);
        panel.message(Map.of("words", "select", "before", 51.0)); // A number of JSON's.
        assertThat(texts()).hasSize(50).startsWith("SELECT 50").endsWith("SELECT 1");
        assertThat(told.get(1)).containsEntry("more", false);
        panel.message(Map.of("words", "nowhere"));
        assertThat(texts()).isEmpty();
        history.close();
    }
}
