package rowan.magic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;

/** The words of the sqlite3 shell that are not carried out here, each with what is said to it. */
final class ShellWords {

    private static final String TABLES =
            "results are tables here, with names and times, and not the text of a terminal";

    /** Settings. A script that sets them goes on, since nothing of it is lost. */
    private static final Map<String, String> SETTINGS = table(
            ".headers",
            TABLES,
            ".nullvalue",
            TABLES,
            ".width",
            TABLES,
            ".echo",
            "a cell shows its own text",
            ".auth",
            "what the engine authorizes is not shown",
            ".bail",
            "a cell and a file end with the first statement that fails",
            ".binary",
            TABLES,
            ".cd",
            "files are named from the notebook's directory on, or by their whole path",
            ".changes",
            "every statement tells how many rows it has changed",
            ".crlf",
            TABLES,
            ".crnl",
            TABLES,
            ".explain",
            "EXPLAIN gives a table; %plan shows how a statement is run",
            ".limit",
            "the limits of the engine stay as they are",
            ".log",
            "%log shows the statements that a cell sent, with their times",
            ".progress",
            "what takes longer than a second tells how far it is, and an interrupt stops it",
            ".prompt",
            "a cell has no prompt",
            ".scanstats",
            "%plan --measure counts what each step of a statement does",
            ".show",
            "%status shows the database with its settings",
            ".stats",
            "%plan --measure counts what a statement does, and %timeit how long it takes",
            ".timeout",
            "PRAGMA busy_timeout = MILLISECONDS sets how long a statement waits for a lock",
            ".trace",
            "%log shows the statements that a cell sent, and %log --slow each that takes long");

    /** What is done by another word, or by none. */
    private static final Map<String, String> DEEDS = table(
            ".archive",
            "archives are not read here: %sh sqlite3 FILE -A … is the shell's own way",
            ".check",
            "%%sql --expect-rows N and --expect-error TEXT check what a cell gives",
            ".clone",
            "a copy is made by .save FILE",
            ".connection",
            "%sql --connections lists what is open, and %sql NAME chooses one",
            ".dbconfig",
            "switches of a connection are set by PRAGMA, as foreign_keys is; the others stay as they are",
            ".dbinfo",
            "%status shows the database with its settings; PRAGMA page_count and its like give the numbers of its file",
            ".dbtotxt",
            "%sh sqlite3 FILE .dbtotxt is the shell's own way",
            ".excel",
            ".once FILE.csv writes the next result to a file that a spreadsheet opens",
            ".expert",
            "%plan SELECT … shows how a query is run, with the indexes that would help it",
            ".filectrl",
            "what only controls a file of the engine has no place in a notebook",
            ".fullschema",
            ".schema shows the definitions, and %plan what the statistics of ANALYZE come to",
            ".imposter",
            "a table over the pages of an index could damage it; %plan shows what an index is used for",
            ".intck",
            "PRAGMA integrity_check looks through a database",
            ".nonce",
            "there is no safe mode to leave",
            ".recover",
            "%sh sqlite3 FILE .recover writes what can be saved of a damaged file",
            ".restore",
            ".open FILE opens a backup; to put one in the place of a database, copy its file while neither is open",
            ".selftest",
            "check(\"what\", condition) in a Java cell, and %%sql --expect-rows N, keep tests in the notebook itself",
            ".session",
            "changesets are not recorded; BEGIN and SAVEPOINT undo changes",
            ".sha3sum",
            "no sum is made here; .dump writes all that is in a database, and %sh sha256sum sums up a file",
            ".testcase",
            "%%sql --expect-rows N and --expect-error TEXT check what a cell gives",
            ".testctrl",
            "what only tests the engine itself has no place in a notebook",
            ".unmodule",
            "what only tests the engine itself has no place in a notebook",
            ".vfsinfo",
            "a file is read by the system's own functions alone",
            ".vfslist",
            "a file is read by the system's own functions alone",
            ".vfsname",
            "a file is read by the system's own functions alone",
            ".www",
            "a result is a table already, in the notebook's own page");

    private ShellWords() {}

    private static Map<String, String> table(String... wordsAndAnswers) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndAnswers.length; i += 2) {
            table.put(wordsAndAnswers[i], wordsAndAnswers[i + 1]);
        }
        return table;
    }

    /** A row for the settings, and one for the deeds. */
    static List<Command> rows() {
        return List.of(
                row(SETTINGS, "Nothing: says what is so anyway.", (call, run) -> {
                    String word = meant(call, SETTINGS);
                    return new Outcome.Value(new Note(word + " changes nothing here: " + SETTINGS.get(word) + "."));
                }),
                row(DEEDS, "Nothing: says by which word Rowan does it.", (call, run) -> {
                    String word = meant(call, DEEDS);
                    return new Outcome.Failure(Problem.usage(word + " is not done here: " + DEEDS.get(word) + "."));
                }));
    }

    /** The word that was written, or that begins so. */
    private static String meant(Invocation call, Map<String, String> answers) {
        return answers.containsKey(call.written())
                ? call.written()
                : answers.keySet().stream()
                        .filter(word -> word.startsWith(call.written()))
                        .findFirst()
                        .orElseThrow();
    }

    private static Command row(Map<String, String> answers, String sentence, Command.Handler handler) {
        List<String> words = List.copyOf(answers.keySet());
        return DotCommands.word(
                        words.get(0),
                        Options.NONE.any(ArgumentType.anyText("WORD")).opened(),
                        sentence,
                        handler)
                .alias(words.subList(1, words.size()).toArray(String[]::new));
    }
}
