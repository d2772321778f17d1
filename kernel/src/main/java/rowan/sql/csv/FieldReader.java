package rowan.sql.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a text into fields by the rules of the sqlite3 shell, which are those of RFC 4180 but for what is wrong by these: a
 * double quote within a quoted field that is neither doubled nor followed by a separator is a part of it.
 */
final class FieldReader {

    private static final int END = -1;

    private final Reader in;
    private final FieldSeparators separators;
    private char[] buffer;

    /** The field that is read lies between these two; what has not been read, between {@code at} and {@code end}. */
    private int from;

    private int to;
    private int at;
    private int end;

    /** The sign behind the last field. */
    private int last;

    private long line = 1;
    private long recordLine = 1;
    private boolean begun;

    FieldReader(Reader in, FieldSeparators separators) {
        this(in, separators, 1 << 16);
    }

    FieldReader(Reader in, FieldSeparators separators, int bufferSize) {
        this.in = in;
        this.separators = separators;
        this.buffer = new char[bufferSize];
    }

    /** A field between quotes that has no end. */
    static final class Unclosed extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;

        Unclosed(long line) {
            super("A quote has no end.");
            this.line = line;
        }

        /** Where its quote stands, from 1. */
        long line() {
            return line;
        }
    }

    /** In which line the record began that was read last, from 1. */
    long recordLine() {
        return recordLine;
    }

    /** In which line what follows begins, from 1. */
    long line() {
        return line;
    }

    /**
     * Reads the fields of the next record.
     *
     * @param fields gets them, in place of what it had
     * @return whether there was one
     */
    boolean next(List<String> fields) throws IOException {
        fields.clear();
        recordLine = line;
        begin();
        if (!begun && peek() == '\uFEFF') {
            at++;
        }
        begun = true;
        if (peek() == END) {
            return false;
        }
        do {
            fields.add(field());
        } while (last == separators.column());
        return true;
    }

    private String field() throws IOException {
        begin();
        if (separators.quoted() && peek() == '"') {
            at++;
            begin();
            quoted();
        } else {
            plain();
        }
        if (last == separators.row()) {
            line++;
        }
        return new String(buffer, from, to - from);
    }

    /** A field begins with what is read next. */
    private void begin() {
        from = at;
        to = at;
    }

    private void plain() throws IOException {
        char column = separators.column();
        char row = separators.row();
        do {
            int next = at;
            while (next < end && buffer[next] != column && buffer[next] != row) {
                next++;
            }
            at = next;
            to = next;
        } while (at == end && fill());
        last = read();
        if (last == row && separators.quoted() && to > from && buffer[to - 1] == '\r') {
            to--;
        }
    }

    private void quoted() throws IOException {
        long opened = line;
        int before = 0;
        int beforeThat = 0;
        while (true) {
            last = read();
            boolean isEnd = last == separators.column() || last == separators.row() || last == END;
            if (before == '"' && last == '"') {
                before = 0;
            } else if (isEnd && before == '"') {
                to--;
                return;
            } else if (last == separators.row() && before == '\r' && beforeThat == '"') {
                to -= 2;
                return;
            } else if (last == END) {
                throw new Unclosed(opened);
            } else {
                line += last == separators.row() ? 1 : 0;
                buffer[to++] = (char) last;
                beforeThat = before;
                before = last;
            }
        }
    }

    private int peek() throws IOException {
        return at < end || fill() ? buffer[at] : END;
    }

    private int read() throws IOException {
        return at < end || fill() ? buffer[at++] : END;
    }

    /** Reads on where all has been read, behind what is kept of the field, which moves to the front. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, to, buffer.length - to);
        at = to;
        end = Math.max(at, at + count);
        return count > 0;
    }
}
