package rowan.jupyter.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import rowan.jupyter.protocol.ConnectionFile;

/** A cell that prints is interrupted while it sends: on its own thread, at any time. */
class InterruptedSenderTest {

    private static final int MESSAGES = 20_000;

    @Test
    @Timeout(60)
    void messages_of_a_thread_that_is_interrupted_all_the_time_arrive_whole_and_in_order() throws Exception {
        ConnectionFile connection = connection();
        AtomicBoolean isListenedTo = new AtomicBoolean();
        try (ZContext context = new ZContext();
                // It connects before anybody listens, and again later: a connection that is made while the library is
                // told
                // something else by this thread is forgotten by JeroMQ now and then, on the side that connects.
                ZMQ.Socket listener = listener(context, connection);
                Sockets sockets = new Sockets(connection, new Subscribers(isListenedTo))) {
            sockets.start();
            while (!isListenedTo.get()) {
                Thread.sleep(10);
            }
            AtomicBoolean remainsInterrupted = new AtomicBoolean(true);
            Thread sender = new Thread(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    Thread.currentThread().interrupt();
                    sockets.publish(List.of(message(i)));
                    remainsInterrupted.compareAndSet(true, Thread.interrupted());
                }
            });
            sender.start();
            while (sender.isAlive()) {
                sender.interrupt();
            }
            List<String> received = new ArrayList<>();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                received.add(text(frames(listener)));
                sent.add(text(message(i)));
            }
            assertThat(received).isEqualTo(sent);
            assertThat(remainsInterrupted).isTrue();
        }
    }

    private static ZMQ.Socket listener(ZContext context, ConnectionFile connection) {
        ZMQ.Socket listener = context.createSocket(SocketType.SUB);
        listener.setHWM(0);
        listener.setReceiveTimeOut(10_000);
        listener.setReconnectIVL(20);
        listener.subscribe(new byte[0]);
        listener.connect("tcp://127.0.0.1:" + connection.iopubPort());
        return listener;
    }

    private record Subscribers(AtomicBoolean isListenedTo) implements Sockets.Listener {
        @Override
        public boolean received(Sockets.Channel channel, List<byte[]> frames) {
            return false;
        }

        @Override
        public void subscribed(byte[] topic) {
            isListenedTo.set(true);
        }
    }

    private static List<byte[]> message(int number) {
        List<byte[]> frames = new ArrayList<>();
        for (String frame : List.of("stream", "<IDS|MSG>", "signature", "header", "parent", "{}", "content")) {
            frames.add((frame + " " + number).getBytes(US_ASCII));
        }
        return frames;
    }

    private static List<byte[]> frames(ZMQ.Socket listener) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = listener.recv();
            assertThat(frame).as("the next frame").isNotNull();
            frames.add(frame);
        } while (listener.hasReceiveMore());
        return frames;
    }

    private static String text(List<byte[]> frames) {
        return String.join(
                ", ", frames.stream().map(frame -> new String(frame, US_ASCII)).toList());
    }

    private static ConnectionFile connection() throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (ServerSocket free = new ServerSocket(0)) {
                ports.add(free.getLocalPort());
            }
        }
        return new ConnectionFile(
                "127.0.0.1", ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), "");
    }
}
