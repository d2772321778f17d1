package rowan.jshell.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.StackWalker.StackFrame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import rowan.jshell.internals.CellClassName;
import rowan.workspace.contract.Channel;

/** {@code System.out}, {@code System.err} and {@code System.in} of cells, each leading to the cell of the calling thread. */
public final class CellStreams {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String OWN = CellStreams.class.getName();

    private static final Pattern OF_THE_JDK = Pattern.compile("(?:java|jdk|sun)\\.");

    private static boolean installed;

    private CellStreams() {}

    /** Once for the virtual machine; before the first cell, what is written goes where it went before. */
    public static synchronized void install() {
        if (!installed) {
            System.setOut(new PrintStream(new Text(Channel.STDOUT, System.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new Text(Channel.STDERR, System.err), true, StandardCharsets.UTF_8));
            System.setIn(new Answers());
            installed = true;
        }
    }

    /** Who writes to a stream. */
    private enum Writer {
        CELL,
        COMPILER,
        LOG
    }

    /** Bytes that are text; the first bytes of a character wait for the rest. */
    private static final class Text extends OutputStream {
        private final Channel channel;
        private final PrintStream before;
        private final Map<CellContext, CharsetDecoder> decoders = new WeakHashMap<>();
        private final Map<CellContext, ByteBuffer> rests = new WeakHashMap<>();

        Text(Channel channel, PrintStream before) {
            this.channel = channel;
            this.before = before;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            Writer writer = channel == Channel.STDERR ? writer() : Writer.CELL;
            if (writer == Writer.COMPILER) {
                return;
            }
            Optional<CellContext> cell = CellContext.current();
            if (cell.isEmpty() || writer == Writer.LOG || CompilerThread.isCompiling()) {
                before.write(bytes, from, length);
                return;
            }
            String text;
            synchronized (this) {
                text = decoded(cell.get(), bytes, from, length);
            }
            cell.get().run().output().stream(channel, TraceLines.readable(text));
        }

        /**
         * Who writes this: the compiler of its own failure, a thousand lines, where it was Rowan or JShell that has asked it
         * and not the code of a cell; the cell is told in a sentence, and the log has the exception. Or Rowan into its log,
         * which is none of the cell's, whatever thread it is in.
         */
        private static Writer writer() {
            return STACK.walk(frames -> {
                Writer writer = Writer.CELL;
                for (StackFrame frame : (Iterable<StackFrame>) frames::iterator) {
                    String name = frame.getClassName();
                    if (name.startsWith("com.sun.tools.javac.")) {
                        writer = Writer.COMPILER;
                    } else if (name.startsWith("java.util.logging.")) {
                        writer = Writer.LOG;
                    } else if (name.startsWith(CellClassName.PACKAGE + ".")) {
                        return Writer.CELL;
                    } else if (name.startsWith("jdk.jshell.")
                            || name.startsWith("rowan.") && !name.startsWith(OWN + "$")) {
                        return writer;
                    } else if (writer == Writer.LOG && !OF_THE_JDK.matcher(name).lookingAt()) {
                        return Writer.CELL; // A library's log.
                    }
                }
                return Writer.CELL;
            });
        }

        private String decoded(CellContext cell, byte[] bytes, int from, int length) {
            CharsetDecoder decoder = decoders.computeIfAbsent(
                    cell,
                    c -> StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE));
            ByteBuffer rest = rests.getOrDefault(cell, ByteBuffer.allocate(0));
            ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
            in.put(rest).put(bytes, from, length).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
            decoder.decode(in, out, false);
            rests.put(cell, in.slice());
            return out.flip().toString();
        }
    }

    /** What the user types when a cell reads. */
    private static final class Answers extends InputStream {
        private byte[] line = new byte[0];
        private int at;

        @Override
        public synchronized int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at >= line.length) {
                Optional<String> answer = CellContext.current()
                        .flatMap(cell -> cell.run().output().ask("", false));
                if (answer.isEmpty()) {
                    return -1;
                }
                line = (answer.get() + "\n").getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, bytes, from, count);
            at += count;
            return count;
        }

        @Override
        public synchronized int available() {
            return line.length - at;
        }
    }
}
