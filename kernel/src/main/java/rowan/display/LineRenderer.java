package rowan.display;

import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Note;
import rowan.model.Progress;

/** Draws the values that are one line. */
final class LineRenderer {

    private LineRenderer() {}

    static MimeBundle draw(Done done) {
        return MimeBundle.text(done.what());
    }

    static MimeBundle draw(Note note) {
        return MimeBundle.text(note.sentence());
    }

    static MimeBundle draw(Check check) {
        return MimeBundle.text(check.claim());
    }

    static MimeBundle draw(Progress progress) {
        return MimeBundle.text(progress.sentence());
    }
}
