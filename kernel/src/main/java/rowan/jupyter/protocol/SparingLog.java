package rowan.jupyter.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Warnings that anybody can cause as often as he likes: the log gets one in a minute, with the number of the others. */
public final class SparingLog {

    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final BiConsumer<String, Throwable> log;
    private Optional<Long> lastNanos = Optional.empty();
    private long withheld;

    /**
     * Logs where the rest of Rowan does.
     *
     * @param owner the class whose log it is
     */
    public SparingLog(Class<?> owner) {
        this(
                System::nanoTime,
                (text, cause) -> System.getLogger(owner.getName()).log(System.Logger.Level.WARNING, text, cause));
    }

    SparingLog(LongSupplier nanoTime, BiConsumer<String, Throwable> log) {
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /**
     * Warns, or counts the warning.
     *
     * @param cause what is logged with it; null where that is nothing
     */
    public synchronized void warn(String text, Throwable cause) {
        long now = nanoTime.getAsLong();
        if (lastNanos.isPresent() && now - lastNanos.get() < EVERY_NANOS) {
            withheld++;
            return;
        }
        lastNanos = Optional.of(now);
        log.accept(
                withheld == 0 ? text : text + " (" + withheld + " warnings since the last one were not logged)", cause);
        withheld = 0;
    }
}
