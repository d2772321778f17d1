package rowan.jupyter.zmq;

/**
 * A thread that reads and writes the sockets. Code of a cell may interrupt any thread, and a channel is closed for good when
 * the thread is interrupted that uses it; so this one cannot be.
 */
class WireThread extends Thread {

    WireThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    @Override
    public void interrupt() {
        // It ends when the sockets are closed.
    }
}
