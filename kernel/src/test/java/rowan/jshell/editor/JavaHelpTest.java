package rowan.jshell.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.display.markup.MimeBundle;
import rowan.workspace.cell.Detail;
import rowan.workspace.contract.Completions.Completion;

/** What an editor gets to know about Java while the user types. */
@Tag("slow")
class JavaHelpTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private MimeBundle inspect(String cell) {
        return notebook.workspace()
                .inspect(cell, cell.length(), Detail.FULL)
                .orElseThrow(() -> new AssertionError("nothing is known about " + cell));
    }

    @Test
    void a_method_of_a_cell_is_offered_with_the_names_of_its_parameters() {
        notebook.run("int area(int width, int height) { return width * height; }");
        assertThat(notebook.workspace().complete("are", 3).items())
                .filteredOn(offer -> offer.text().equals("area("))
                .extracting(Completion::signature)
                .containsExactly("(int width, int height): int");
    }

    private List<String> offered(String cell) {
        return notebook.workspace().complete(cell, cell.length()).items().stream()
                .map(Completion::text)
                .toList();
    }

    @Test
    void what_the_cell_itself_declares_further_up_is_offered() {
        assertThat(offered("var customers = List.of(1);\ncust")).containsExactly("customers");
        assertThat(offered("for (int counter = 0; counter < 3; count")).containsExactly("counter");
        assertThat(offered("List.of(1).forEach(number -> numb")).containsExactly("number");
        assertThat(offered("int area(int width) {\n  int wide = 2;\n  return wid"))
                .containsExactly("wide", "width");
        assertThat(offered("record Point(int x, int y) {}\nvar p = new Point(1, 2);\np."))
                .contains("x()", "y()", "hashCode()");
        assertThat(offered("private static class Account { int cents; }\nnew Acc"))
                .contains("Account()");
        assertThat(offered("int area(int width) { return width; }\nare")).containsExactly("area(");
        assertThat(offered("import java.awt.Point;\nimport java.awt.*;\nvar p = new Point(1, 2);\np.get"))
                .contains("getX()", "getLocation()");
        assertThat(offered("import java.awt.Poi")).contains("Point");
        assertThat(offered("int total = 1; // one\n/* two */ tot")).contains("total");
        assertThat(notebook.run("customers")).as("nothing was run").contains("CompilationException");
        assertThat(notebook.run("new Point(1, 2)")).as("nothing was imported").contains("CompilationException");
    }

    @Test
    void what_only_code_within_a_type_may_use_is_offered_only_there() {
        String point = "record Point(int x, int y) { private static int made; private enum Kind { A } }\n";
        assertThat(offered(point + "var corner = new Point(1, 2);\ncorner."))
                .contains("x()", "y()")
                .doesNotContain("x", "y", "clone()", "finalize()");
        assertThat(offered(point + "Point.")).containsExactly("class");
        String account =
                "class Account { private int cents; int euros; private Account(int cents) {} Account(String name) {}"
                        + " private void hide() {} protected void show() {} private static class Entry {} ";
        assertThat(offered(account + "}\nAccount mine = new Account(\"\");\nmine."))
                .contains("euros", "show()")
                .doesNotContain("cents", "hide()", "finalize()");
        assertThat(offered(account + "}\nclass Bank { int total(Account one) { return one."))
                .contains("euros")
                .doesNotContain("cents", "hide()");
        assertThat(offered(account + "boolean isMore(Account other) { return other."))
                .contains("cents", "euros", "hide()", "show()");
        assertThat(offered(account + "void all() { cen")).containsExactly("cents");
        assertThat(offered("enum Color { RED; private int depth; int shade; }\nColor.RED."))
                .contains("shade", "ordinal()")
                .doesNotContain("depth");
        assertThat(offered(
                        "interface Shape { private void hidden() {} default void seen() {} }\nShape any = null;\nany."))
                .contains("seen()")
                .doesNotContain("hidden()");
        assertThat(offered("class Bag { private int size; }\nvar list = List.of(1);\nlist.si"))
                .containsExactly("size()");
        assertThat(offered("private int area(int width) { return width; }\nare"))
                .containsExactly("area(");
        assertThat(offered("int[] marks = {1, 2};\nmarks.")).contains("length");
    }

    @Test
    void a_constructor_that_only_its_class_may_call_is_neither_offered_nor_explained() {
        String account = "class Account { private Account(int cents) {} Account(String name) {} ";
        assertThat(notebook.workspace()
                        .complete(account + "}\nnew Account", account.length() + 13)
                        .items())
                .extracting(Completion::signature)
                .containsExactly("(String name)");
        assertThat(inspect(account + "}\nnew Account(").plain()).isEqualTo("Account(String name)");
        assertThat(inspect(account + "Account copy() { return new Account(").plain())
                .contains("Account(int cents)", "Account(String name)");
        assertThat(offered("class Single { private Single() {} static Single get() { return null; } }\nnew Singl"))
                .isEmpty();
        assertThat(inspect("class Account { private Account(int c) {} }\nclass MyAccount { MyAccount(int c) {} }\n"
                                + "new MyAccount(")
                        .plain())
                .isEqualTo("MyAccount(int c)");
    }

    @Test
    void what_every_object_has_comes_behind_what_its_type_has() {
        assertThat(offered("record Point(int x, int y) {}\nvar corner = new Point(1, 2);\ncorner."))
                .containsExactly(
                        "x()",
                        "y()",
                        "equals(",
                        "getClass()",
                        "hashCode()",
                        "notify()",
                        "notifyAll()",
                        "toString()",
                        "wait(");
        List<String> ofText = offered("\"text\".");
        assertThat(ofText).startsWith("charAt(");
        assertThat(ofText.indexOf("trim()")).isLessThan(ofText.indexOf("equals("));
        assertThat(offered("int letters = \"text\"."))
                .as("what has the wanted type is still first")
                .containsSubsequence("length()", "hashCode()", "concat(", "equals(");
    }

    @Test
    void variables_stand_before_the_types_of_the_same_use() {
        notebook.run("int total = 3;");
        assertThat(offered("List<String> names = List.of();\nnames.get(")).startsWith("total");
        assertThat(offered("int area(int width) { return ")).startsWith("db", "total", "width");
        assertThat(offered("{ var local = 1; ")).startsWith("db", "local", "total");
    }

    @Test
    void all_methods_that_are_offered_tell_their_parameters() {
        assertThat(notebook.workspace()
                        .complete("var ages = new HashMap<String, List<Integer>>();\nages.getOr", 59)
                        .items())
                .extracting(Completion::signature)
                .containsExactly("(Object key, List<Integer> defaultValue): List<Integer>");
        assertThat(notebook.workspace().complete("\"text\".", 7).items())
                .filteredOn(offer -> offer.kind().equals("method"))
                .extracting(Completion::signature)
                .doesNotContain("")
                .contains(
                        "(String regex, String replacement): String",
                        "(int beginIndex): String · (int beginIndex, int endIndex): String");
    }

    @Test
    void what_is_offered_says_what_it_is_and_its_type() {
        notebook.run("Map<String, List<Integer>> ages = new HashMap<>();");
        assertThat(summaries("age")).contains("variable Map<String, List<Integer>>");
        assertThat(summaries("record Point(int x, int y) { static Point ORIGIN; }\nnew Point(1, 2)."))
                .contains("method (): int", "method (Object o): boolean");
        assertThat(summaries("record Point(int x, int y) { static Point ORIGIN; }\nPoint."))
                .containsExactlyInAnyOrder("field Point", "keyword");
        assertThat(summaries(
                        "class Box<T> { T content; <R> Box<R> map(Function<? super T, R> change) { return null; } }\n"
                                + "new Box<String>()."))
                .contains("field String", "method (Function<? super String, R> change): Box<R>");
        assertThat(summaries("void each(int first, String... names) { nam")).contains("variable String[]");
        assertThat(summaries("void each(int first, String... names) {}\neac"))
                .contains("method (int first, String... names): void");
        assertThat(summaries("new StringJoin")).containsExactly("constructor (CharSequence delimiter) · …");
        assertThat(summaries("java.util.conc")).containsExactly("module");
        assertThat(summaries("StringJoin")).containsExactly("class");
    }

    private List<String> summaries(String cell) {
        return notebook.workspace().complete(cell, cell.length()).items().stream()
                .map(Completion::summary)
                .toList();
    }

    @Test
    void what_the_cell_itself_declares_takes_the_place_of_what_earlier_cells_did() {
        notebook.run("String total = \"\"; class Account { int euros; }");
        assertThat(offered("List<Integer> total = List.of();\ntotal.si")).containsExactly("size()");
        assertThat(offered("class Account { int cents; }\nnew Account().c")).contains("cents");
        assertThat(offered("total.isEm")).containsExactly("isEmpty()");
    }

    @Test
    void what_is_put_around_a_cell_is_not_offered() {
        assertThat(offered("")).contains("display(").noneMatch(text -> text.contains("$") || text.equals("hashCode()"));
        assertThat(offered("\"text\".hashC")).containsExactly("hashCode()");
        assertThat(inspect("int cents = 3;\ncents").plain()).doesNotContain("$");
    }

    @Test
    void what_the_cell_itself_declares_is_explained() {
        assertThat(inspect("record Point(int x, int y) {}\nvar p = new Point(1, 2);\np.x")
                        .plain())
                .startsWith("int Point")
                .contains(".x()");
        assertThat(inspect("int area(int width, int height) { return width * height; }\narea")
                        .plain())
                .contains("area(int width, int height)");
    }

    @Test
    void the_comment_of_a_cell_s_own_method_is_its_documentation() {
        notebook.run("/**\n * Multiplies <b>two</b> sides, as {@code width * height}.\n *\n"
                + " * @param width in metres\n * @return square metres\n */\n"
                + "int area(int width, int height) { return width * height; }");
        MimeBundle drawn = inspect("area");
        assertThat(drawn.plain())
                .contains("area(int width, int height)")
                .contains("Multiplies two sides, as width * height.")
                .contains("in metres")
                .contains("returns")
                .doesNotContain("@param", "<b>");
        assertThat((String) drawn.data().get(MimeBundle.HTML)).contains("Multiplies two sides");
    }

    @Test
    void commands_complete_in_a_java_cell_too() {
        assertThat(notebook.workspace().complete("int x = 1;\n%ti", 14).items())
                .extracting(Completion::text)
                .containsExactlyInAnyOrder("%time", "%timeit");
        assertThat(notebook.workspace().complete("%%mark", 6).items())
                .extracting(Completion::text)
                .containsExactly("%%markdown");
        assertThat(notebook.workspace().complete("%%writefile --ap", 16).items())
                .extracting(Completion::text)
                .containsExactly("--append");
    }

    @Test
    void the_sign_of_a_command_offers_all_of_them_where_one_may_stand() {
        assertThat(offered("%"))
                .contains("%sql", "%time")
                .doesNotContain("%%compare", "String")
                .noneMatch(text -> text.startsWith("%."));
        assertThat(offered(".")).isNotEmpty();
        assertThat(offered(".tab")).containsExactly(".tables");
        assertThat(offered("new "))
                .as("no words of SQL")
                .doesNotContain("abort")
                .contains("ArrayList(");
        assertThat(offered("sel")).as("what may become SQL").contains("select");
        assertThat(offered("int x = 1;\n%")).contains("%sql", "%time");
        assertThat(offered("%%")).contains("%%sql", "%%compare").doesNotContain("%sql", "%wait");
        assertThat(offered("var rows = %")).contains("%sql");
        assertThat(offered("int rest = 7\n%")).doesNotContain("%sql").contains("Math");
        assertThat(offered("SELECT 7\n%")).doesNotContain("%sql");
    }

    @Test
    void methods_of_libraries_show_their_signature() {
        assertThat(inspect("\"text\".substring").plain()).contains("substring(int");
        assertThat(inspect("String").plain()).contains("String");
    }

    @Test
    void what_the_jdk_says_of_its_methods_is_read_from_its_sources() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        assumeTrue(Files.isReadable(sources), "SKIPPED: this JDK came without its src.zip");
        assertThat(inspect("\"text\".isBlank").plain())
                .contains("boolean String.isBlank()", "Returns true if", "white space");
        assertThat(notebook.workspace().complete("\"text\".repe", 11).items())
                .extracting(Completion::signature)
                .containsExactly("(int count): String");
    }

    @Test
    void a_type_that_is_not_imported_is_answered_with_its_import() {
        String traceback = "";
        for (int i = 0; i < 100 && !traceback.contains("Perhaps"); i++) { // The index of all types is made meanwhile.
            notebook.run("new AtomicInteger(3)");
            traceback = notebook.traceback();
        }
        assertThat(traceback).endsWith("Perhaps import java.util.concurrent.atomic.AtomicInteger;");
        notebook.run("AtomicLong waiting;");
        assertThat(notebook.traceback())
                .endsWith("cannot be used before these are: class AtomicLong\n"
                        + "  Perhaps import java.util.concurrent.atomic.AtomicLong;");
        notebook.run("new SimpleDateFormt(\"yyyy\")");
        assertThat(notebook.traceback())
                .endsWith("Did you mean SimpleDateFormat? It needs import java.text.SimpleDateFormat;");
        notebook.run("ReentrantLok lockOf(ReentrantLok first) { return first; }");
        assertThat(notebook.traceback())
                .endsWith("Did you mean ReentrantLock? It needs import java.util.concurrent.locks.ReentrantLock;");
        notebook.run("new Custmer()");
        assertThat(notebook.traceback()).endsWith("cannot find symbol: class Custmer");
        notebook.run("import com.nobody.Knows;");
        assertThat(notebook.traceback()).endsWith("%maven group:artifact:version adds a library, %classpath a jar.");
        notebook.run("new NobodyKnows()");
        assertThat(notebook.traceback()).endsWith("cannot find symbol: class NobodyKnows");
    }

    @Test
    void a_loop_without_a_body_is_a_mistake_and_does_not_run_for_ever() {
        notebook.run("int n = 3;\nwhile (true)");
        assertThat(notebook.traceback()).endsWith("this breaks off; a statement or a block belongs here");
        assertThat(notebook.run("n")).as("nothing of the cell was run").contains("CompilationException");
    }
}
