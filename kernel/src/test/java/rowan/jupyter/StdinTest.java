package rowan.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.jupyter.protocol.Message;
import rowan.workspace.contract.InterruptSignal;

/** Which question of a cell an answer is for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StdinTest {

    private static Message message(String type, String key, String value) {
        JsonObject content = new JsonObject();
        content.addProperty(key, value);
        return new Message(List.of(), "{}", type, "1", Message.NO_PARENT, new JsonObject(), content);
    }

    private static CellQueue.Request cell() {
        return new CellQueue.Request(message("execute_request", "code", ""), new InterruptSignal());
    }

    @Test
    void an_answer_after_an_interrupted_question_is_for_the_next_question() {
        CellQueue.Request interrupted = cell();
        Stdin[] stdin = new Stdin[1];
        stdin[0] = new Stdin((to, content) -> {
            if (content.get("prompt").getAsString().equals("first")) {
                interrupted.signal().request();
            } else {
                stdin[0].answered(message("input_reply", "value", "Ada"));
            }
        });
        assertThat(stdin[0].ask(interrupted, "first", false)).isEmpty();
        assertThat(stdin[0].ask(cell(), "second", false)).isEqualTo(Optional.of("Ada"));
    }
}
