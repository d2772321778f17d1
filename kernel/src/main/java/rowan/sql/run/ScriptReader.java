package rowan.sql.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rowan.files.NamedFile;
import rowan.files.Stop;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;

/** The statements of a file, of which no more is held in memory than the one at hand and what was read with it. */
public final class ScriptReader implements AutoCloseable {

    private static final int CHUNK_CHARACTERS = 1 << 16;

    private final Lexicon lexicon;
    private final Reader reader;
    private Lexicon.Cutting cutting;
    private boolean isRead;

    public ScriptReader(Path file, Lexicon lexicon, Stop stop) throws IOException {
        this.lexicon = lexicon;
        this.reader = NamedFile.reader(file, stop);
        this.cutting = lexicon.cut(Source.of(""));
    }

    /** The next statement; empty behind the last. */
    public Optional<Statement> next() throws IOException {
        Optional<Statement> next = cutting.next();
        while (next.isEmpty() && !isRead) {
            Source rest = cutting.rest();
            // A long statement is looked at again each time, so that each time as much again is read.
            String more = read(Math.max(CHUNK_CHARACTERS, rest.text().length()));
            cutting = lexicon.cut(new Source(rest.text() + more, rest.offset(), rest.line()));
            next = cutting.next();
        }
        return next.isPresent() ? next : last();
    }

    /** What no semicolon ends is the last statement. */
    private Optional<Statement> last() {
        List<Statement> statements = lexicon.split(cutting.rest());
        cutting = lexicon.cut(Source.of(""));
        return statements.stream().findFirst();
    }

    private String read(int characters) throws IOException {
        char[] buffer = new char[characters];
        int filled = 0;
        while (filled < characters && !isRead) {
            int count = reader.read(buffer, filled, characters - filled);
            isRead = count < 0;
            filled += Math.max(0, count);
        }
        return new String(buffer, 0, filled);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
