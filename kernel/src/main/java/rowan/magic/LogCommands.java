package rowan.magic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.WatchedLanguage;
import rowan.sql.connection.SimulatedNetwork;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands about the statements that cells send to databases. */
final class LogCommands {

    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(10);

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
                                .flag("timeline", "Each statement on an axis of time, with what it waited for.")
                                .flag("clear", "Forgets what was sent.")
                                .option("slow", "TIME|off", "Shows every statement at once that takes so long: 100ms.")
                                .option(
                                        "redact",
                                        "on|off",
                                        "Leaves values out of slow statements and of the timeline."),
                        "Shows the statements that a cell sent: how often, how long, from which line.",
                        this::log),
                Command.of(
                        "latency",
                        Command.Form.LINE,
                        Options.words("[TIME|off]"),
                        "Lets every statement take as long as over a network: %latency 0.5ms.",
                        this::latency),
                Command.of(
                                "java",
                                Command.Form.CELL,
                                Options.NONE.option(
                                        "max-statements", "N", "The cell fails if it sends more statements than this."),
                                "Runs Java.",
                                this::runJava)
                        .over(LanguageRule.JAVA));
    }

    private Outcome log(Invocation call, Run run) {
        for (String setting : List.of("slow", "redact")) {
            Optional<String> value = call.option(setting);
            if (value.isPresent()) {
                return setting.equals("slow") ? slow(value.get(), call) : redact(value.get(), call);
            }
        }
        if (call.has("clear")) {
            recorder.clear();
            return new Outcome.Value(new Note("The log is empty."));
        }
        return new Outcome.Value(
                call.has("timeline") ? recorder.timeline(call.has("all")) : recorder.log(call.has("all")));
    }

    private Outcome slow(String written, Invocation call) {
        return withTime(written, call, time -> {
            recorder.slow(time);
            return time.map(t -> "Statements of " + Quantity.duration(t) + " and more are shown below their cell.")
                    .orElse("Slow statements are not shown any more.");
        });
    }

    private Outcome redact(String written, Invocation call) {
        if (!written.equals("on") && !written.equals("off")) {
            return new Outcome.Failure(
                    Problem.usage("--redact is on or off.", call.command().usage()));
        }
        recorder.redact(written.equals("on"));
        return new Outcome.Value(
                new Note(written.equals("on") ? "Values are left out." : "Values are shown with slow statements."));
    }

    private Outcome latency(Invocation call, Run run) {
        if (call.words().isEmpty()) {
            return new Outcome.Value(new Note(latencySentence()));
        }
        return withTime(String.join("", call.words()), call, time -> {
            network.latency(time.orElse(Duration.ZERO));
            return latencySentence();
        });
    }

    private String latencySentence() {
        return network.latency().isZero()
                ? "Statements take as long as they take here."
                : "Every statement and every commit takes " + Quantity.duration(network.latency())
                        + " longer, as over a network. %latency off ends that.";
    }

    /** Does something with a time, or with none where {@code off} is written. */
    private static Outcome withTime(String written, Invocation call, Function<Optional<Duration>, String> work) {
        Optional<Duration> time = Quantity.toDuration(written);
        boolean off = written.equals("off") || time.filter(Duration::isZero).isPresent();
        if (!off && (time.isEmpty() || time.get().compareTo(LONGEST_LATENCY) > 0)) {
            return new Outcome.Failure(Problem.usage(
                    written + " is no time up to " + Quantity.duration(LONGEST_LATENCY) + ".",
                    "Write a number with its unit, 0.5ms, 20ms or 1s; or off."));
        }
        return new Outcome.Value(new Note(work.apply(off ? Optional.empty() : time)));
    }

    private Outcome runJava(Invocation call, Run run) {
        Optional<String> most = call.option("max-statements");
        if (most.isPresent() && !most.get().matches("\\d{1,9}")) {
            return new Outcome.Failure(Problem.usage(
                    "--max-statements takes a whole number.", call.command().usage()));
        }
        OptionalLong limit = most.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        return java.run(call.code(), run, limit);
    }
}
