package rowan.jshell.internals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import jdk.jshell.DeclarationSnippet;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;

class VisibleClassesTest {

    @Test
    void what_a_class_mentions_stays_and_all_comes_back() throws ReflectiveOperationException {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("class Apart { class Within {} }", 1);
            engine.evaluate("class Point { interface Unit {} int x = 1; }", 1);
            engine.evaluate("class Line { java.util.List<Point> points; }", 1);
            Map<String, JavaFileObject> files = new JShellCompiler(engine.shell()).classFiles();
            Map<String, JavaFileObject> all = new TreeMap<>(files);
            VisibleClasses classes = new VisibleClasses(files);

            classes.restrictTo(List.of(wrapper(engine, "Line")));
            assertThat(files)
                    .containsKeys(
                            wrapper(engine, "Line") + "$Line",
                            wrapper(engine, "Point") + "$Point",
                            wrapper(engine, "Point") + "$Point$Unit");
            assertThat(files.keySet()).noneMatch(name -> name.contains("Apart"));

            classes.restrictTo(List.of(wrapper(engine, "Apart")));
            assertThat(files).containsKey(wrapper(engine, "Apart") + "$Apart$Within");
            assertThat(files.keySet()).noneMatch(name -> name.contains("Point"));

            JavaFileObject compiledMeanwhile = all.get(wrapper(engine, "Line"));
            files.put("REPL.$JShell$99", compiledMeanwhile);
            all.put("REPL.$JShell$99", compiledMeanwhile);
            classes.showAll();
            assertThat(files).isEqualTo(all);
        }
    }

    private static String wrapper(JavaEngine engine, String name) {
        return engine.shell()
                .snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declared
                        && declared.name().equals(name))
                .map(snippet -> engine.analysis().wrapper(snippet).fullClassName())
                .findFirst()
                .orElseThrow();
    }
}
