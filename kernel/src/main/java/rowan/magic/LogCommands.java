package rowan.magic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.WatchedLanguage;
import rowan.sql.connection.SimulatedNetwork;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands about the statements that cells send to databases. */
final class LogCommands {

    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(10);

    private static final ArgumentType<Duration> TIME =
            ArgumentType.duration(LONGEST_LATENCY).orWord("off", Duration.ZERO);

    private static final Option<Duration> SLOW =
            Option.of("slow", TIME, "Shows every statement at once that takes so long.");

    private static final Option<String> REDACT = Option.of(
            "redact", ArgumentType.choice("on", "off"), "Leaves values out of slow statements and of the timeline.");

    private static final Option<Long> MAX_STATEMENTS = Option.of(
            "max-statements",
            ArgumentType.number(0, 999_999_999),
            "The cell fails if it sends more statements than this.");

    /** Of these, one call does one. */
    private static final List<String> ASKED = List.of("slow", "redact", "clear", "top", "timeline");

    private final WatchedLanguage java;
    private final StatementRecorder recorder;
    private final SimulatedNetwork network;

    LogCommands(WatchedLanguage java, StatementRecorder recorder, SimulatedNetwork network) {
        this.java = java;
        this.recorder = recorder;
        this.network = network;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                        "log",
                        Command.Form.LINE,
                        Options.NONE
                                .flag("all", "Of all cells, and not just of the latest that sent any.")
                                .flag(
                                        "top",
                                        "Of all cells, by the time they took: calls, total, mean, and within what 95 of 100 were done.")
                                .flag("timeline", "Each statement on an axis of time, with what it waited for.")
                                .flag("clear", "Forgets what was sent.")
                                .with(SLOW)
                                .with(REDACT),
                        "Shows the statements that a cell sent: how often, how long, from which line.",
                        this::log),
                Command.of(
                        "latency",
                        Command.Form.LINE,
                        Options.NONE.mayHave(TIME),
                        "Lets every statement take as long as over a network: %latency 0.5ms.",
                        this::latency));
    }

    /** {@code %%java}, which counts statements. */
    Command java() {
        return Command.of("java", Command.Form.CELL, Options.NONE.with(MAX_STATEMENTS), "Runs Java.", this::runJava)
                .over(LanguageRule.JAVA);
    }

    private Outcome log(Invocation call, Run run) {
        List<String> asked = ASKED.stream().filter(call::has).toList();
        if (asked.size() > 1) {
            return new Outcome.Failure(Problem.usage(
                    "--" + asked.get(0) + " and --" + asked.get(1) + " ask for two things.",
                    "Write a line for each: %log --" + asked.get(0)));
        }
        Optional<Duration> slow = call.option(SLOW);
        if (slow.isPresent()) {
            return slow(slow.get());
        }
        Optional<String> redacted = call.option(REDACT);
        if (redacted.isPresent()) {
            return redact(redacted.get().equals("on"));
        }
        if (call.has("clear")) {
            recorder.clear();
            return new Outcome.Value(new Note("The log is empty."));
        }
        if (call.has("top")) {
            return new Outcome.Value(recorder.totals());
        }
        return new Outcome.Value(
                call.has("timeline") ? recorder.timeline(call.has("all")) : recorder.log(call.has("all")));
    }

    private Outcome slow(Duration time) {
        recorder.slow(Optional.of(time).filter(t -> !t.isZero()));
        return new Outcome.Value(new Note(
                time.isZero()
                        ? "Slow statements are not shown any more."
                        : "Statements of " + Quantity.duration(time) + " and more are shown below their cell."));
    }

    private Outcome redact(boolean redacted) {
        recorder.redact(redacted);
        return new Outcome.Value(
                new Note(redacted ? "Values are left out." : "Values are shown with slow statements."));
    }

    private Outcome latency(Invocation call, Run run) {
        call.word(0, TIME).ifPresent(network::latency);
        return new Outcome.Value(new Note(latencySentence()));
    }

    private String latencySentence() {
        return network.latency().isZero()
                ? "Statements take as long as they take here."
                : "Every statement and every commit takes " + Quantity.duration(network.latency())
                        + " longer, as over a network. %latency off ends that.";
    }

    private Outcome runJava(Invocation call, Run run) {
        Optional<Long> most = call.option(MAX_STATEMENTS);
        return java.run(call.code(), run, most.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }
}
