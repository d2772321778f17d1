package rowan;

import java.lang.reflect.InvocationTargetException;
import rowan.jshell.internals.Internal;
import rowan.jshell.internals.Loss;

/**
 * Signals of the system, for which the JDK has a class that not every virtual machine must have and the compiler warns
 * about. Without it an interrupt from a terminal ends the process; that of a front end does not need it.
 */
final class Signals {

    private Signals() {}

    /**
     * Has {@code heard} called, on a thread of the system's, when the process is interrupted, instead of ending. Returns at
     * once and is ready a moment later: a kernel's start would wait for it.
     */
    static void onInterrupt(Runnable heard) {
        Thread beginning = new Thread(() -> listen(heard), "rowan-signals");
        beginning.setDaemon(true);
        beginning.start();
    }

    private static void listen(Runnable heard) {
        if (Loss.SIGNALS.isMet()) {
            return;
        }
        try {
            Internal.HANDLE_SIGNAL.call(null, Internal.SIGNAL.make("INT"), Internal.SIGNAL_HANDLER.doing(signal -> {
                heard.run();
                return null;
            }));
        } catch (InvocationTargetException refused) {
            System.getLogger(Signals.class.getName()).log(System.Logger.Level.DEBUG, "signals are not heard", refused);
        }
    }
}
