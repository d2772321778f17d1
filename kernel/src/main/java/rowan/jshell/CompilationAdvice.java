package rowan.jshell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import rowan.jshell.diagnostics.ClassFileLimits;
import rowan.jshell.diagnostics.IdentifierSuggestions;
import rowan.jshell.diagnostics.JShellRewrites;
import rowan.jshell.diagnostics.JavaHabits;
import rowan.jshell.diagnostics.Lombok;
import rowan.jshell.diagnostics.MissingImport;
import rowan.jshell.editor.CellSoFar;
import rowan.jshell.engine.JavaEngine;

/** What helps where the compiler's own words do not. */
final class CompilationAdvice {

    private CompilationAdvice() {}

    /** On code that the compiler has rejected. */
    static Optional<String> on(String text, List<Diag> diagnostics, JavaEngine engine) {
        return engine.locked(() -> ClassFileLimits.remedy(diagnostics)
                .or(() -> JShellRewrites.advice(text, engine.methods()))
                .or(() -> JShellRewrites.adviceOnSealing(diagnostics))
                .or(() -> new AwaitedTypes(engine).adviceOn(diagnostics))
                .or(() -> JavaHabits.adviceOn(diagnostics, text))
                .or(() -> MissingImport.adviceOn(diagnostics, engine.types()))
                .or(() -> IdentifierSuggestions.adviceOn(diagnostics, text, before -> offers(before, engine)))
                .or(() -> MissingImport.adviceOnMisspelt(diagnostics, engine.types()))
                .or(() -> MissingImport.adviceOnPackage(diagnostics))
                .or(() -> onLombok(text, diagnostics, engine))
                .or(() -> JavaHabits.lastAdviceOn(diagnostics, text)));
    }

    /**
     * On a declaration that waits for others.
     *
     * @param missing these, such as {@code variable widht}
     */
    static Optional<String> onMissing(List<String> missing, String text, JavaEngine engine) {
        return JShellRewrites.adviceOnSealed(text)
                .or(() -> onImport(missing, engine))
                .or(() -> onMisspelt(missing, text, engine));
    }

    /** On types that a declaration waits for, and that an import would bring. */
    static Optional<String> onImport(List<String> missing, JavaEngine engine) {
        return MissingImport.advice(missing, engine.types());
    }

    /** On names that a declaration waits for, and that are like others. */
    static Optional<String> onMisspelt(List<String> missing, String text, JavaEngine engine) {
        return IdentifierSuggestions.advice(missing, text, before -> offers(before, engine))
                .or(() -> MissingImport.misspelt(missing, engine.types()));
    }

    private static List<String> offers(String before, JavaEngine engine) {
        return new CellSoFar(before, engine)
                .offers(new int[1]).stream().map(CellSoFar.Offer::text).toList();
    }

    private static Optional<String> onLombok(String text, List<Diag> diagnostics, JavaEngine engine) {
        if (!engine.hasLombok()) {
            return Optional.empty();
        }
        String complaint = diagnostics.stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n", "", text));
        return Lombok.advice(text, engine.shell()).or(() -> Lombok.adviceOnEarlier(complaint, engine.shell()));
    }
}
