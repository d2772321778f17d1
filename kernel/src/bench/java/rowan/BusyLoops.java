package rowan;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Other work on the machine: a process whose threads do nothing but turn, until it is closed or its parent is gone. */
final class BusyLoops implements AutoCloseable {

    private final Process process;

    private BusyLoops(Process process) {
        this.process = process;
    }

    static BusyLoops start(int loops) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        return new BusyLoops(new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), BusyLoops.class.getName(), String.valueOf(loops))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The process itself: argument, how many threads; its input ends when its parent does. */
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            Thread loop = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            loop.setDaemon(true);
            loop.start();
        }
        while (System.in.read() >= 0) {
            continue;
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
