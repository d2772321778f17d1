package rowan.jshell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import rowan.display.Renderers;
import rowan.jshell.diagnostics.DiagnosticFormatter;
import rowan.jshell.engine.JavaEngine;

/** What Java cells have declared, as lines of text. Values are drawn by their own code: ask where that can be stopped. */
public final class Declarations {

    private static final int LONGEST_VALUE = 200;

    private final JavaEngine engine;
    private final Renderers renderers;

    /**
     * @param renderers draw arrays, which have no text of their own
     */
    Declarations(JavaEngine engine, Renderers renderers) {
        this.engine = engine;
        this.renderers = renderers;
    }

    /** {@code int x = 3}. */
    public List<String> variables(Predicate<String> names) {
        return declared(VarSnippet.class, names).stream()
                .map(each -> DiagnosticFormatter.of(each.typeName()) + " " + each.name() + " = " + value(each.name()))
                .toList();
    }

    /** {@code int twice(int)}. */
    public List<String> methods(Predicate<String> names) {
        return declared(MethodSnippet.class, names).stream()
                .map(each -> {
                    int parameters = each.signature().lastIndexOf(')') + 1;
                    return each.signature().substring(parameters) + " " + each.name()
                            + each.signature().substring(0, parameters);
                })
                .toList();
    }

    /** {@code record Point}. */
    public List<String> types(Predicate<String> names) {
        return declared(TypeDeclSnippet.class, names).stream()
                .map(each -> kind(each) + " " + each.name())
                .toList();
    }

    private static String kind(TypeDeclSnippet type) {
        return switch (type.subKind()) {
            case ENUM_SUBKIND, INTERFACE_SUBKIND, RECORD_SUBKIND, CLASS_SUBKIND ->
                type.subKind().name().replace("_SUBKIND", "").toLowerCase(Locale.ROOT);
            default -> "@interface";
        };
    }

    /** {@code import java.util.*;}, those of all cells first. */
    public List<String> imports() {
        return engine.locked(() -> active(ImportSnippet.class)
                .flatMap(each -> Arrays.stream(each.source().split("(?<=;)\\s*")))
                .toList());
    }

    /** All of them as they are written, in the order in which they were first declared. */
    public List<String> sources(Predicate<String> names) {
        List<String> sources = new ArrayList<>();
        for (DeclarationSnippet each : declared(DeclarationSnippet.class, names)) {
            sources.add(each.source().strip());
        }
        return sources;
    }

    private <T extends DeclarationSnippet> List<T> declared(Class<T> kind, Predicate<String> names) {
        return engine.locked(
                () -> active(kind).filter(each -> names.test(each.name())).toList());
    }

    private <T extends PersistentSnippet> Stream<T> active(Class<T> kind) {
        return engine.shell()
                .snippets()
                .filter(kind::isInstance)
                .filter(snippet -> engine.shell().status(snippet).isActive())
                .filter(snippet -> snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .map(kind::cast);
    }

    private String value(String name) {
        Object value = engine.read(name).map(bound -> bound.value()).orElse(null);
        String text;
        try {
            text = value instanceof CharSequence
                    ? "\"" + value + "\""
                    : value != null && value.getClass().isArray()
                            ? renderers.render(value).plain()
                            : String.valueOf(value);
        } catch (RuntimeException failed) {
            return "(its toString failed: " + failed.getClass().getName() + ")";
        }
        String line = String.valueOf(text).replaceAll("\\R\\s*", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
}
