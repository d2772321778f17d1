package rowan.magic;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import rowan.files.GrowingFile;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** Text that {@code .once} or {@code .output} sends to a file. */
final class TextFiles {

    private TextFiles() {}

    /** Gives the text, a piece at a time. */
    @FunctionalInterface
    interface Content {
        void writeTo(Consumer<CharSequence> out) throws SqlFailure, SQLException;
    }

    /**
     * Writes it in UTF-8.
     *
     * @param what the text is, for the sentence that says where it went
     */
    static Outcome write(GrowingFile file, String what, Content content, Interrupt interrupt)
            throws SqlFailure, SQLException {
        try {
            file.<SQLException>write(
                    out -> {
                        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                        try {
                            content.writeTo(text -> append(writer, text));
                        } catch (SqlFailure e) {
                            throw new Databases.Failure(e.problem(), null);
                        }
                        writer.flush();
                    },
                    interrupt);
        } catch (IOException e) {
            interrupt.check();
            throw new SqlFailure(Problem.of("IOException", e.getMessage()));
        }
        return new Outcome.Value(new Note(what + " written to " + file.name() + "."));
    }

    private static void append(Writer writer, CharSequence text) {
        try {
            writer.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
