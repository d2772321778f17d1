package rowan.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import rowan.Golden;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Renderer;
import rowan.model.Card;
import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Markup;
import rowan.model.Note;
import rowan.model.Progress;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;

class RenderersTest {

    private final Renderers renderers = new Renderers();

    @Test
    void a_renderer_of_the_user_comes_before_all_others() {
        renderers.add(Renderer.of(Note.class, note -> MimeBundle.text("mine")));
        renderers.add(value -> value.equals("x") ? Optional.of(MimeBundle.text("X")) : Optional.empty());
        assertThat(renderers.render(new Note("a")).plain()).isEqualTo("mine");
        assertThat(renderers.render("x").plain()).isEqualTo("X");
    }

    @Test
    void what_nobody_knows_is_its_own_text() {
        assertThat(renderers.render(List.of(1, 2)).data()).isEqualTo(java.util.Map.of("text/plain", "[1, 2]"));
    }

    @Test
    void what_says_nothing_of_itself_is_null() {
        Object silent = new Object() {
            @Override
            public String toString() {
                return null;
            }
        };
        assertThat(renderers.render(silent).plain()).isEqualTo("null");
        assertThat(renderers.render(List.of(silent)).plain()).isEqualTo("[null]");
    }

    /** A value within as many others. */
    private static Object nested(UnaryOperator<Object> around) {
        Object nested = 1;
        for (int i = 0; i < 20_000; i++) {
            nested = around.apply(nested);
        }
        return nested;
    }

    private record Node(Object next) {}

    @Test
    void what_is_nested_too_deep_ends_with_an_ellipsis() {
        String fifty = "[".repeat(50) + "…" + "]".repeat(50);
        assertThat(renderers.render(nested(value -> new Object[] {value})).plain())
                .isEqualTo(fifty);
        assertThat(renderers
                        .render(nested(value -> Collections.singletonList(value)))
                        .plain())
                .isEqualTo(fifty);
        assertThat(renderers
                        .render(nested(value -> Collections.singletonMap("a", value)))
                        .plain())
                .startsWith("{a={a={a=")
                .contains("…")
                .endsWith("}}}");
        assertThat(renderers.render(nested(Optional::of)).plain())
                .startsWith("Optional[Optional[")
                .contains("[…]");
        assertThat(renderers.render(Optional.empty()).plain()).isEqualTo("Optional.empty");
        assertThat(renderers.render(nested(Node::new)).plain()).contains("Node …");
        assertThat(renderers.render(List.of(new Node(nested(Node::new)))).plain())
                .contains("Node …");
    }

    @Test
    void what_contains_itself_or_another_twice_comes_to_an_end() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThat(renderers.render(itself).plain()).isEqualTo("[(itself)]");
        Object[] array = {1, null};
        array[1] = array;
        assertThat(renderers.render(array).plain()).isEqualTo("[1, (itself)]");
        Object twice = 1;
        for (int i = 0; i < 45; i++) {
            twice = List.of(twice, twice);
        }
        assertThat(renderers.render(twice).plain()).contains(", …]").hasSizeLessThan(1_000_000);
    }

    @Test
    void a_value_that_is_one_line_looks_like_one() {
        Golden.assertSame(
                "lines.html",
                () -> String.join(
                        "\n",
                        List.of(
                                        new Done(
                                                "3 rows inserted",
                                                Duration.ofNanos(1_200_000),
                                                List.of("transaction open")),
                                        new Note("now on blog.db"),
                                        new Check("an index is <used>", true, ""),
                                        new Check("a scan", false, "SEARCH t"),
                                        new Progress("3 of 10", OptionalDouble.of(0.3)))
                                .stream()
                                .map(value -> renderers.render(value).plain() + "\n"
                                        + renderers.render(value).data().get(MimeBundle.HTML))
                                .toList()));
    }

    @Test
    void a_card_lists_facts_and_code() {
        Card card = new Card(
                "table posts",
                List.of(
                        new Card.Fact("rows", "1,204"),
                        new Card.Paragraph("What people wrote."),
                        new Card.Code("sql", "CREATE TABLE posts (\n  id INTEGER PRIMARY KEY\n)"),
                        new Card.Listing(List.of(new Card.Fact("id", "INTEGER"), new Card.Fact("title", "<TEXT>")))));
        Golden.assertSame("card.txt", () -> renderers.render(card).plain());
        Golden.assertSame(
                "card.html", () -> (String) renderers.render(card).data().get(MimeBundle.HTML));
    }

    @Test
    void a_log_is_a_table_of_what_was_sent() {
        StatementLog log = new StatementLog(
                List.of(
                        new StatementLog.Entry(
                                "SELECT name FROM users WHERE id = ? AND a < ?",
                                100,
                                99,
                                Duration.ofNanos(9_400_000),
                                Duration.ofNanos(310_000),
                                "In[3]:4"),
                        new StatementLog.Entry(
                                "INSERT INTO t VALUES (?), …",
                                1,
                                1_204,
                                Duration.ofMillis(12),
                                Duration.ofMillis(12),
                                "")),
                List.of("a simulated network"));
        Golden.assertSame("log.txt", () -> renderers.render(log).plain());
        Golden.assertSame(
                "log.html", () -> (String) renderers.render(log).data().get(MimeBundle.HTML));
    }

    @Test
    void look_ups_in_a_loop_come_with_the_query_to_use() {
        RepeatedLookups found = new RepeatedLookups(
                100,
                "users",
                "id",
                "In[3]:4",
                new RepeatedLookups.Remedy(
                        "All at once, with the values as a list:", "SELECT id, name FROM users WHERE id IN (:ids)"));
        Golden.assertSame("repeated-lookups.txt", () -> renderers.render(found).plain());
        Golden.assertSame("repeated-lookups.html", () ->
                (String) renderers.render(found).data().get(MimeBundle.HTML));
    }

    @Test
    void markup_is_shown_as_it_is() {
        assertThat(renderers.render(new Markup("text/html", "<b>x</b>", "x")).data())
                .containsEntry("text/html", "<b>x</b>")
                .containsEntry("text/plain", "x");
    }

    /** Such a method draws a value, and is of no use as long as the list of renderers does not have it. */
    @Test
    void every_method_that_draws_a_value_is_in_the_list() throws IOException {
        Set<String> listed = new TreeSet<>();
        ClassVisitor named = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int code, String owner, String name, String type, boolean isInterface) {
                        listed.add(owner.replace('/', '.') + "." + name + type);
                    }

                    @Override
                    public void visitInvokeDynamicInsn(String name, String type, Handle maker, Object... arguments) {
                        Stream.of(arguments)
                                .filter(Handle.class::isInstance)
                                .map(Handle.class::cast)
                                .forEach(handle -> listed.add(handle.getOwner().replace('/', '.') + "."
                                        + handle.getName() + handle.getDesc()));
                    }
                };
            }
        };
        new ClassReader(Renderers.class.getName()).accept(named, 0);
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes.resolve("rowan").resolve("display"))) {
            List<String> drawing = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name -> name.replaceFirst("\\.class$", "").replace(File.separatorChar, '.'))
                    .flatMap(RenderersTest::drawing)
                    .toList();
            assertThat(drawing).hasSizeGreaterThan(20).isSubsetOf(listed);
        }
    }

    /** The methods of a class, outside the tools of renderers, that make a bundle of a value. */
    private static Stream<String> drawing(String name) {
        try {
            return Stream.of(Class.forName(name, false, RenderersTest.class.getClassLoader())
                            .getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers())
                            && Modifier.isStatic(method.getModifiers())
                            && method.getParameterCount() == 1
                            && !name.startsWith("rowan.display.markup.")
                            && method.toGenericString().contains(MimeBundle.class.getName()))
                    .map(method -> name + "." + method.getName() + Type.getMethodDescriptor(method));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
