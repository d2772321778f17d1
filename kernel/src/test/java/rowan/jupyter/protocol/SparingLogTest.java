package rowan.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SparingLogTest {

    @Test
    void one_warning_in_a_minute_is_logged_with_the_number_of_the_others() {
        AtomicLong now = new AtomicLong();
        List<String> logged = new ArrayList<>();
        SparingLog log = new SparingLog(now::get, (text, cause) -> logged.add(text));
        for (int second = 0; second < 130; second++) {
            now.set(Duration.ofSeconds(second).toNanos());
            log.warn("dropped", null);
        }
        assertThat(logged)
                .containsExactly(
                        "dropped",
                        "dropped (59 warnings since the last one were not logged)",
                        "dropped (59 warnings since the last one were not logged)");
    }

    @Test
    void ten_thousand_messages_that_are_rejected_are_one_line_of_the_log() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord warning) {
                logged.add(warning.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Wire.class.getName());
        logger.addHandler(handler);
        try {
            Wire wire = new Wire("key");
            for (int i = 0; i < 10_000; i++) {
                wire.decode(List.of(new byte[i % 7]));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).hasSize(1);
    }
}
