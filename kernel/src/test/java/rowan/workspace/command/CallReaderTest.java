package rowan.workspace.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Outcome;

/** How calls of commands are read: arguments by their types, words by their number, sections by the language's comments. */
class CallReaderTest {

    private static final Option<Long> BINS = Option.of("bins", ArgumentType.number(1, 100), "How many.");

    private static final SqliteLexicon LEXICON = new SqliteLexicon();

    private static final CallReader READER = new CallReader(
            new Commands(List.of(
                    command(
                                    "chart",
                                    Command.Form.LINE_OR_CELL,
                                    Options.NONE
                                            .with(BINS.letter('b'))
                                            .option("kind", ArgumentType.choice("line", "bar"), "The shape.")
                                            .with(Option.of("with", ArgumentType.text("NAME,…"), "What it builds on.")
                                                    .list())
                                            .mayHave(ArgumentType.text("RESULT")
                                                    .offering(() -> List.of("sales", "my sales"))))
                            .over(LanguageRule.SQL)
                            .withSections(new Sections(Set.of("arm"), LEXICON::lineComments)),
                    command(
                            ".import",
                            Command.Form.DOT,
                            Options.NONE.needs(ArgumentType.text("FILE")).needs(ArgumentType.choice("t", "u"))),
                    command(".tables", Command.Form.DOT, Options.NONE.mayHave(ArgumentType.text("PATTERN"))),
                    command("status", Command.Form.LINE, Options.NONE),
                    command(
                                    "run",
                                    Command.Form.LINE_OR_CELL,
                                    Options.NONE
                                            .flag("measure", "Measures it.")
                                            .with(Option.of("budget", ArgumentType.duration(), "For how long.")
                                                    .onlyWith("--measure", call -> call.has("measure")))
                                            .code("SQL"))
                            .over(LanguageRule.SQL),
                    command(
                            ".print",
                            Command.Form.DOT,
                            Options.NONE.any(ArgumentType.text("TEXT")).opened()))),
            new LanguageRule(LEXICON.statementWords()));

    private static Command command(String name, Command.Form form, Options options) {
        return Command.of(name, form, options, "A command.", (call, run) -> new Outcome.Nothing());
    }

    private static Cell.Call call(String text) {
        return new Cell.Call(text.split("\\s", 2)[0], Source.of(text), Optional.empty());
    }

    private static Invocation read(String text) {
        return READER.read(call(text)).invocation().orElseThrow();
    }

    private static String refused(String text) {
        return READER.read(call(text)).problem().orElseThrow().message();
    }

    @Test
    void an_argument_is_what_its_type_makes_of_it() {
        assertThat(read("%chart --bins 12").option(BINS)).contains(12L);
        assertThat(read("%chart -b=7").option(BINS)).contains(7L);
        assertThat(read("%chart").option(BINS)).isEmpty();
    }

    @Test
    void an_argument_of_another_type_is_refused_before_the_command_runs() {
        assertThat(refused("%chart --bins many SELECT 1"))
                .isEqualTo("--bins takes a whole number from 1 to 100, not many.");
        assertThat(refused("%chart --kind=pie")).isEqualTo("--kind takes line or bar, not pie.");
        assertThat(refused("%chart --bins"))
                .isEqualTo("--bins of %chart needs a whole number from 1 to 100 behind it.");
        assertThat(refused(".import a.csv v")).isEqualTo(".import takes t or u, not v.");
    }

    @Test
    void an_unknown_option_is_a_mistake_in_every_command_that_does_not_pass_options_on() {
        assertThat(refused("%status --all")).isEqualTo("%status has no option --all.");
        assertThat(refused(".tables --all")).isEqualTo(".tables has no option --all.");
        assertThat(read(".print --all").words()).containsExactly("--all");
    }

    @Test
    void an_unknown_option_is_named_as_it_was_written() {
        assertThat(refused("%chart -q")).isEqualTo("%chart has no option -q.");
        assertThat(refused("%chart --quick=yes")).isEqualTo("%chart has no option --quick.");
    }

    @Test
    void an_option_that_stands_twice_is_a_mistake_but_for_a_list() {
        assertThat(refused("%chart --bins 3 -b=4")).isEqualTo("--bins of %chart stands there twice: 3 · 4");
        assertThat(read("%chart --with a --with b,c").option("with")).contains("a,b,c");
    }

    @Test
    void a_command_without_its_sign_is_suggested_with_it() {
        assertThat(READER.read(call(".chart")).problem().orElseThrow().notes())
                .containsExactly("Did you mean %chart? %help lists them all.");
    }

    @Test
    void a_word_too_many_or_too_few_is_a_mistake() {
        assertThat(refused("%status now")).isEqualTo("%status takes no words, and here is one: now");
        assertThat(refused(".tables a b")).isEqualTo(".tables takes 1 word at most, and here are 2: a · b");
        assertThat(refused(".import a.csv")).isEqualTo(".import needs t or u behind it.");
    }

    @Test
    void an_option_that_would_do_nothing_is_refused() {
        assertThat(refused("%run --budget 5s SELECT 1")).isEqualTo("--budget of %run does nothing without --measure.");
        assertThat(read("%run --budget 5s --measure SELECT 1").options()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%run", "%run --measure", "%%run\n  \n"})
    void a_command_without_the_code_that_it_runs_is_refused(String call) {
        assertThat(refused(call)).endsWith("run has nothing to run.");
        assertThat(read("%chart").code().isBlank()).isTrue();
    }

    @Test
    void words_that_were_meant_as_sql_are_answered_with_the_statement() {
        assertThat(READER.read(call("%chart selct a from t"))
                        .problem()
                        .orElseThrow()
                        .notes())
                .contains("Did you mean SELECT?");
    }

    @Test
    void what_an_argument_could_be_is_offered_while_it_is_typed() {
        assertThat(READER.offers(call("%chart --kind "))).contains(offers(14, "line", "bar"));
        assertThat(READER.offers(call("%chart --kind=b"))).contains(offers(14, "bar"));
        assertThat(READER.offers(call(".import a.csv "))).contains(offers(14, "t", "u"));
        assertThat(READER.offers(call("%chart --bins 1"))).isEmpty();
        assertThat(READER.offers(call("%chart sales SELECT k"))).isEmpty();
    }

    private static CallReader.Offers offers(int from, String... values) {
        return new CallReader.Offers(from, List.of(values), false);
    }

    @Test
    void where_a_word_stands_of_a_command_that_takes_code_the_code_may_begin() {
        assertThat(READER.offers(call("%chart sa"))).contains(new CallReader.Offers(7, List.of("sales"), true));
        assertThat(READER.offers(call("%chart my"))).contains(new CallReader.Offers(7, List.of("\"my sales\""), true));
        assertThat(READER.offers(call("%chart SEL"))).contains(new CallReader.Offers(7, List.of(), true));
        assertThat(READER.offers(call("%chart --kind bar ")))
                .contains(new CallReader.Offers(18, List.of("sales", "\"my sales\""), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".import a.csv u | a.csv · u",
                ".import \"my rows.csv\" u | my rows.csv · u",
                ".import 'it\\'s.csv' u | it's.csv · u",
                ".import \"a \\\"b\\\".csv\" u | a \"b\".csv · u",
                ".import it's.csv u | it's.csv · u",
                ".import C:\\data\\a.csv u | C:\\data\\a.csv · u",
                "%chart \"my sales\" | my sales",
                "%chart result='my sales' | result=my sales",
                "%chart it's | it's",
                ".import -- --a.csv u | --a.csv · u",
                "%chart -7 | -7"
            })
    void a_word_is_read_without_the_quotes_around_it(String call, String words) {
        assertThat(read(call).words()).containsExactly(words.split(" · "));
    }

    @Test
    void a_quote_that_is_not_closed_is_a_slip() {
        assertThat(refused("%chart \"my sales"))
                .isEqualTo("%chart has a quote that is not closed at the end of its word: \"my sales.");
        assertThat(refused("%chart \"my\"sales\""))
                .isEqualTo("%chart has a quote that is not closed at the end of its word: \"my\".");
    }

    @Test
    void code_begins_at_a_statement_or_a_capture_and_no_option_is_looked_for_in_it() {
        Invocation call = read("%chart --bins 3 SELECT a --kind pie FROM t");
        assertThat(call.code().text()).isEqualTo("SELECT a --kind pie FROM t");
        assertThat(call.words()).isEmpty();
        assertThat(read("%chart sales r << SELECT 1").code().text()).isEqualTo("r << SELECT 1");
        assertThat(read("%chart -- all of it\nSELECT 1").code().text()).isEqualTo("-- all of it\nSELECT 1");
        assertThat(read("%chart -b 7").code().text()).isEmpty();
    }

    @Test
    void a_command_in_its_other_form_is_told_how_it_is_written() {
        assertThat(refused("%%status")).isEqualTo("%%status works on one line only.");
        assertThat(refused("%stats")).isEqualTo("%stats is not a command.");
    }

    @Test
    void sections_begin_at_comments_alone() {
        Invocation call = read("""
                %%chart
                SELECT [a
                -- arm: in a name
                ], 'b
                -- arm: in a string
                ' /*
                -- arm: in a comment
                */ FROM t; -- arm: behind a statement
                -- arm: one
                CREATE INDEX i ON t(c);
                -- arm two
                  --ARM: three
                -- Arm of a table
                """);
        assertThat(call.sections()).extracting(Invocation.Section::label).containsExactly("one", "two", "three");
        assertThat(call.sections()).extracting(Invocation.Section::kind).containsOnly("arm");
        assertThat(call.code().text()).endsWith("-- arm: behind a statement\n");
        assertThat(call.sections().get(0).source().text()).isEqualTo("CREATE INDEX i ON t(c);\n");
        assertThat(call.sections().get(1).source().text()).isBlank();
    }

    @Test
    void a_comment_that_is_nearly_a_section_is_answered_with_how_that_is_written() {
        Sections sections = new Sections(Set.of("arm", "setup"), LEXICON::lineComments);
        assertThat(sections.meant(Source.of("SELECT 1;\n-- Amr: an index\nCREATE INDEX i ON t(c)")))
                .contains("-- arm: an index");
        assertThat(sections.meant(Source.of("SELECT 1; -- arms: behind a statement\n-- more\n-- arm: one")))
                .isEmpty();
    }
}
