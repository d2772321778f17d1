package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rowan.display.Renderers;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.CellId;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.LanguageRuleTest;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Commands;
import rowan.workspace.command.Options;
import rowan.workspace.command.Sections;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

class WorkspaceTest {

    private final SharedBindings bindings = new SharedBindings();
    private final Settings settings = new Settings();
    private final RecordingSink sink = new RecordingSink();
    private final InterruptSignal interrupt = new InterruptSignal();
    private final Workspace workspace = new Workspace(new Workspace.Parts(
            List.of(new EchoLanguage("sql"), new EchoLanguage("java")),
            Map.of("sql", EchoLanguage::starts, "java", EchoLanguage::starts),
            new Commands(List.of(
                    Command.of(
                            "answer",
                            Command.Form.LINE,
                            Options.NONE
                                    .option("to", ArgumentType.text("NAME"), "Whom to answer.")
                                    .flag("loud", "Louder.")
                                    .any(ArgumentType.text("WORD")),
                            "Answers.",
                            (call, run) -> new Outcome.Value("42 " + call.options() + call.words())),
                    Command.of(
                                    "twice",
                                    Command.Form.LINE_OR_CELL,
                                    Options.NONE.flag("yes", "Really.").mayHave(ArgumentType.text("NAME")),
                                    "Shows its code.",
                                    (call, run) -> new Outcome.Value("["
                                            + call.code().text() + "] line "
                                            + call.code().line() + call.options() + call.words() + call.sections()))
                            .over("sql")
                            .withSections(new Sections(Set.of("arm"), new SqliteLexicon()::lineComments)),
                    Command.of(
                            ".tables",
                            Command.Form.DOT,
                            Options.NONE.mayHave(ArgumentType.text("PATTERN")),
                            "Lists.",
                            (call, run) -> new Outcome.Value("tables " + call.words())))),
            new CellLanguage(LanguageRuleTest.RULE, settings, false, name -> false, name -> false),
            settings,
            bindings,
            new Renderers(),
            new Comms(),
            List.of(),
            () -> {},
            List.of()));

    private String run(String cell) {
        workspace.run(cell, new CellId(1), sink, interrupt);
        return sink.transcript();
    }

    @Test
    void a_value_is_the_result() {
        assertThat(run("1 + 1")).isEqualTo("display: line 1\nresult: java<1 + 1>");
    }

    @Test
    void a_command_between_statements_cuts_the_cell_and_only_the_last_value_is_the_result() {
        assertThat(run("a = 1;\n%answer\n\nSELECT 2;")).isEqualTo("""
                        display: line 1
                        display: java<a = 1;>
                        display: 42 {}[]
                        display: line 3
                        result: sql<SELECT 2;>""");
    }

    @Test
    void a_percent_sign_in_an_expression_is_no_command() {
        assertThat(run("int w = 10\n%answer;")).isEqualTo("display: line 1\nresult: java<int w = 10\n%answer;>");
    }

    @Test
    void a_command_gives_its_value_to_a_variable() {
        assertThat(run("var x = %answer")).isEmpty();
        assertThat(run("List<String> y = %answer a")).isEmpty();
        assertThat(bindings.get("x")).contains(new Bindings.Bound("42 {}[]"));
        assertThat(bindings.get("y")).contains(new Bindings.Bound("42 {}[a]"));
    }

    @Test
    void options_are_read_on_the_commands_line_only() {
        assertThat(run("%%twice --yes SELECT 1 --2\n-- x\n-3"))
                .isEqualTo("result: [SELECT 1 --2\n-- x\n-3] line 1{yes=}[][]");
    }

    @Test
    void the_body_of_a_cell_command_begins_on_its_second_line() {
        assertThat(run("%%twice name\nSELECT 1")).isEqualTo("result: [SELECT 1] line 2{}[name][]");
    }

    @Test
    void a_capture_is_code() {
        assertThat(run("%%twice name <<\nSELECT 1")).isEqualTo("result: [name <<\nSELECT 1] line 1{}[][]");
    }

    @Test
    void sections_are_cut_at_their_lines_and_not_inside_strings() {
        assertThat(run("%%twice\nSELECT '\n-- arm: no\n'\n-- arm: yes, this\nCREATE INDEX"))
                .isEqualTo("result: [SELECT '\n-- arm: no\n'\n] line 2{}[]"
                        + "[Section[kind=arm, label=yes, this, source=Source[text=CREATE INDEX, offset=48, line=6]]]");
    }

    @Test
    void quotes_hold_words_together_and_an_option_may_be_joined_to_its_argument() {
        assertThat(run("%answer --to=\"a b\" 'c d' e\\\"f -3")).isEqualTo("result: 42 {to=a b}[c d, e\"f, -3]");
    }

    @Test
    void a_dot_word_stands_first_or_alone_between_statements() {
        assertThat(run(".tables p%\nSELECT 1;\n.tables")).isEqualTo("""
                        display: tables [p%]
                        display: line 2
                        display: sql<SELECT 1;>
                        result: tables []""");
    }

    @Test
    void an_unknown_command_names_the_nearest() {
        assertThat(run("%anwser")).isEqualTo("error: UsageError: %anwser is not a command.");
        assertThat(sink.events().get(0).bundle().plain()).contains("Did you mean %answer?");
    }

    @Test
    void an_unknown_option_names_the_nearest() {
        assertThat(run("%answer --luod")).isEqualTo("error: UsageError: %answer has no option --luod.");
        assertThat(sink.events().get(0).bundle().plain()).contains("Did you mean --loud?");
    }

    @Test
    void an_option_without_its_argument_is_refused() {
        assertThat(run("%answer --to")).isEqualTo("error: UsageError: --to of %answer needs NAME behind it.");
    }

    @Test
    void a_line_command_does_not_take_a_cell() {
        assertThat(run("%%answer\nx")).isEqualTo("error: UsageError: %%answer works on one line only.");
    }

    @Test
    void a_mistyped_statement_gets_the_complaint_of_sql() {
        assertThat(run("SELCT nonsense")).isEqualTo("error: CompilationException: sql cannot read this");
        assertThat(run("x nonsense")).endsWith("error: CompilationException: java cannot read this");
    }

    @Test
    void a_fault_of_an_engine_fails_the_cell_and_the_next_one_runs() {
        assertThat(run("fault")).contains("Rowan itself failed here: the engine broke");
        assertThat(run("print")).endsWith("stdout: printed\n");
    }

    @Test
    void an_interrupt_stops_between_parts() {
        interrupt.request();
        assertThat(run("SELECT 1")).isEqualTo("error: Interrupted: The cell was interrupted.");
    }

    @Test
    void a_question_is_answered_in_the_pager() {
        assertThat(run("posts?")).isEqualTo("page: sql knows posts at 5");
        assertThat(run("?%answer")).contains("%answer");
    }

    @Test
    void names_of_commands_and_their_options_are_completed() {
        assertThat(offers("%an")).containsExactly("%answer");
        assertThat(offers("%%t")).containsExactly("%%twice");
        assertThat(offers(".t")).containsExactly(".tables");
        assertThat(offers("%answer --l")).containsExactly("--loud");
        assertThat(offers("%answer\nx")).containsExactly("sql", "java");
        assertThat(offers("%answer\n")).containsExactly("java");
        assertThat(workspace.complete("%%twice\nSELECT ", 15))
                .isEqualTo(new Completions(List.of(new Completions.Completion("sql", "word", "")), 15, 15));
    }

    private List<String> offers(String cell) {
        return workspace.complete(cell, cell.length()).items().stream()
                .map(Completions.Completion::text)
                .toList();
    }

    @Test
    void an_inspection_asks_the_language_under_the_cursor() {
        assertThat(workspace.inspect("%answer\nSELECT a", 16, Detail.BRIEF).map(b -> b.plain()))
                .contains("sql knows SELECT a at 8");
        assertThat(workspace.inspect("unknown", 3, Detail.BRIEF)).isEqualTo(Optional.empty());
    }

    @Test
    void completeness_is_the_languages_own_answer() {
        assertThat(workspace.isComplete("1 +")).isEqualTo(Completeness.incomplete("  "));
        assertThat(workspace.isComplete("%%twice").status()).isEqualTo(Completeness.Status.INCOMPLETE);
        assertThat(workspace.isComplete("%answer").status()).isEqualTo(Completeness.Status.COMPLETE);
    }
}
