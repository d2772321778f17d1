package rowan.model.experiment;

/** By which time a measurement judges. */
public enum Clock {
    /** The time for which the measuring thread had a processor: what other programs take is no part of it. */
    CPU("CPU time"),
    /** The time that passed: also what was waited for, and what others took. */
    WALL("wall time");

    private final String words;

    Clock(String words) {
        this.words = words;
    }

    /** What it shows. */
    public String words() {
        return words;
    }
}
