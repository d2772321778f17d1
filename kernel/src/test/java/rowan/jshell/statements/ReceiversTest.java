package rowan.jshell.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Which expression was null, where that can be told. */
class ReceiversTest {

    private static Receivers of(String code) throws Exception {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "class C { void m() {\n" + code + "\n} }";
            }
        };
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of(), null, List.of(file));
        CompilationUnitTree unit = task.parse().iterator().next();
        return Receivers.of(
                unit,
                tree -> unit.getLineMap()
                        .getLineNumber(Trees.instance(task).getSourcePositions().getStartPosition(unit, tree)));
    }

    @Test
    void it_is_named_where_there_is_no_doubt() throws Exception {
        Receivers receivers = of("names.get(0).length();\nother.get(1);\nlast[2].length();");
        assertThat(receivers.of("get", 2)).contains("names");
        assertThat(receivers.of("get", 3)).contains("other");
        assertThat(receivers.of("length", 4)).contains("last[2]");
        assertThat(receivers.of("get", 9)).isEmpty();
        assertThat(receivers.of("size", 2)).isEmpty();
    }

    @Test
    void one_of_two_on_a_line_is_not() throws Exception {
        assertThat(of("f(a.size(), b.size());").of("size", 2)).isEmpty();
        assertThat(of("f(a.size(), a.size());").of("size", 7)).contains("a");
    }
}
