package rowan.jshell.cell;

import java.util.concurrent.Callable;

/** Does a piece of Java code as often as it likes, and says what came of it. Runs on the cell's own thread. */
@FunctionalInterface
public interface Measuring {

    /** What is shown for it. */
    Object of(Callable<?> code) throws Exception;
}
