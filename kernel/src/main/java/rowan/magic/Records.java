package rowan.magic;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import rowan.files.WholeFile;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.experiment.Experiment;
import rowan.model.record.RecordTree;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.contract.Run;

/** Writes the records of experiments as JSON, next to the notebook. */
final class Records {

    private final Path directory;

    /**
     * @param directory where relative paths start
     */
    Records(Path directory) {
        this.directory = directory;
    }

    /** Fails before anything is measured, if the record could not be written after it. */
    void refuseUnwritable(Optional<String> name) throws SqlFailure {
        if (name.isPresent()) {
            try {
                WholeFile.check(directory.resolve(name.get()));
            } catch (IOException e) {
                throw new SqlFailure(Problem.usage(e.getMessage()));
            }
        }
    }

    /** Writes a record, if a file is named; one that is there is replaced. */
    void save(Optional<String> name, Experiment experiment, Run run) throws SqlFailure {
        if (name.isEmpty()) {
            return;
        }
        Path file = directory.resolve(name.get());
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(RecordTree.of(experiment));
        try {
            WholeFile.write(file, json + "\n", run.interrupt());
        } catch (IOException e) {
            run.interrupt().check();
            throw new SqlFailure(Problem.of("IOException", "The record is not kept: " + e.getMessage()));
        }
        run.output().show(new Note("record #" + experiment.provenance().number() + " → " + file.getFileName()));
    }
}
