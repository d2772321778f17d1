package rowan.jshell.editor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import jdk.jshell.JShell;
import rowan.display.markup.CellNames;
import rowan.jshell.internals.JShellCompiler;
import rowan.jshell.internals.Loss;

/**
 * What names mean that could be written at a place in a cell. JShell offers them as mere text; and where a cell is asked
 * about, which is one class then, also those that only code within the same type may use. When the cell runs, each of its
 * types is a class of its own.
 */
final class CompletionSymbols {

    /** The kind of what code has at hand: local variables, parameters, and variables of the notebook. */
    static final String VARIABLE = "variable";

    /** Stands between the signatures of methods that have the same name. */
    static final String BETWEEN = " · ";

    private static final Pattern PACKAGES = Pattern.compile("\\b(?:\\p{Ll}[\\w$]*\\.)+(?=\\p{Lu})");
    private static final Pattern CAPTURED = Pattern.compile("capture#\\d+ of ");
    private static final Pattern NO_NAME = Pattern.compile("arg\\d+");

    private static final Set<ElementKind> TYPES = Set.of(
            ElementKind.CLASS,
            ElementKind.INTERFACE,
            ElementKind.ENUM,
            ElementKind.RECORD,
            ElementKind.ANNOTATION_TYPE,
            ElementKind.TYPE_PARAMETER);

    private final JavacTask task;
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final String around;
    private final TreePath path;
    private final Scope scope;

    /**
     * What a name means.
     *
     * @param kind what it is: {@code method}, {@code constructor}, {@code class}, {@code module}, {@code field} or {@code variable}
     * @param type that of its value, or of what it gives; empty where it has none, several where its methods differ
     * @param signature the parameters of each of its methods, with the type that it gives; for anything else its type
     * @param hasNames whether the signature tells the names of all parameters
     * @param isOpen whether code at the place may use it
     */
    record Meaning(String kind, String type, String signature, boolean hasNames, boolean isOpen) {}

    private CompletionSymbols(JavacTask task, CompilationUnitTree unit, int at, String around) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.unit = unit;
        this.around = around;
        this.path = deepest(at);
        this.scope = trees.getScope(path);
    }

    /**
     * What names mean behind a text; those that mean nothing there, such as keywords, are left out.
     *
     * @param text code up to the names, within a class
     * @param around the name of that class
     * @param names as JShell offers them, those of methods with a parenthesis behind them
     * @return empty where JShell's own classes are not to be had
     */
    static Map<String, Meaning> of(JShell shell, String text, String around, Collection<String> names) {
        return names.isEmpty() ? Map.of() : asked(shell, text, around, meanings -> meanings.of(names), Map.of());
    }

    /**
     * The headers of methods and constructors that code at the end of a text may not use, though it could in one class with
     * them, as {@link #header} writes them.
     */
    static Set<String> closed(JShell shell, String text, String around) {
        return asked(shell, text, around, CompletionSymbols::closed, Set.of());
    }

    /** A header of JShell's, without packages. */
    static String header(String signature) {
        return simple(signature);
    }

    private static <T> T asked(
            JShell shell, String text, String around, Function<CompletionSymbols, T> question, T otherwise) {
        if (Loss.MEANINGS.isMet()) {
            return otherwise;
        }
        try {
            JShellCompiler compiler = new JShellCompiler(shell);
            String code = compiler.imports() + text;
            return compiler.analyzed(
                    code + "\n}\n}\n",
                    (task, unit) -> question.apply(new CompletionSymbols(task, unit, code.length(), around)));
        } catch (InvocationTargetException | RuntimeException failed) {
            System.getLogger(CompletionSymbols.class.getName())
                    .log(System.Logger.Level.DEBUG, "names are offered as mere text", failed);
            return otherwise;
        }
    }

    /** The path to the smallest piece of code that a place is in, or at the end of. */
    private TreePath deepest(int at) {
        SourcePositions positions = trees.getSourcePositions();
        TreePath[] deepest = {new TreePath(unit)};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void nothing) {
                boolean isAround = tree != null
                        && positions.getStartPosition(unit, tree) <= at
                        && at <= positions.getEndPosition(unit, tree);
                if (isAround && deepest[0].getLeaf() == getCurrentPath().getLeaf()) {
                    deepest[0] = new TreePath(getCurrentPath(), tree);
                    super.scan(tree, null);
                }
                return null;
            }

            @Override
            public Void visitErroneous(ErroneousTree tree, Void nothing) {
                return scan(tree.getErrorTrees(), null);
            }
        }.scan(deepest[0], null);
        return deepest[0];
    }

    /** Elements that can be named at one level: the members of a type, or the names of a block. */
    private record Level(Collection<? extends Element> elements, TypeMirror site) {}

    private Map<String, Meaning> of(Collection<String> names) {
        List<Level> levels = levels();
        Map<String, Meaning> meanings = new HashMap<>();
        for (Level level : levels) {
            Map<String, List<Element>> byName = new HashMap<>();
            level.elements()
                    .forEach(element -> byName.computeIfAbsent(
                                    element.getSimpleName().toString(), name -> new ArrayList<>())
                            .add(element));
            for (String name : names) {
                boolean isKnown = meanings.containsKey(name) || SourceVersion.isKeyword(name); // Such as this.
                List<Element> meant = isKnown ? List.of() : meant(name, byName);
                if (!meant.isEmpty()) {
                    meanings.put(name, meaning(meant, level.site()));
                }
            }
        }
        return meanings;
    }

    private List<Level> levels() {
        Tree leaf = path.getLeaf();
        if (leaf instanceof MemberSelectTree select) {
            return members(typeOf(select.getExpression()));
        }
        if (leaf instanceof MemberReferenceTree reference) {
            return members(typeOf(reference.getQualifierExpression()));
        }
        List<Level> levels = new ArrayList<>();
        for (Scope each = scope; each != null; each = each.getEnclosingScope()) {
            List<Element> local = new ArrayList<>();
            each.getLocalElements().forEach(local::add);
            levels.add(new Level(local, null));
            Scope further = each.getEnclosingScope();
            TypeElement type = each.getEnclosingClass();
            if (type != null && (further == null || further.getEnclosingClass() != type)) {
                levels.addAll(members(type.asType()));
            }
        }
        return levels;
    }

    private TypeMirror typeOf(ExpressionTree expression) {
        return trees.getTypeMirror(new TreePath(path, expression));
    }

    private List<Level> members(TypeMirror type) {
        if (type instanceof TypeVariable variable) {
            return members(variable.getUpperBound());
        }
        if (type instanceof DeclaredType declared
                && type.getKind() == TypeKind.DECLARED
                && declared.asElement() instanceof TypeElement element) {
            return List.of(new Level(task.getElements().getAllMembers(element), type));
        }
        return List.of();
    }

    /** The elements of a name: methods or constructors where it ends with a parenthesis, else the others before them. */
    private static List<Element> meant(String name, Map<String, List<Element>> byName) {
        boolean isCall = name.indexOf('(') >= 0;
        List<Element> named = byName.getOrDefault(isCall ? name.substring(0, name.indexOf('(')) : name, List.of());
        List<Element> methods = named.stream()
                .filter(element -> element instanceof ExecutableElement)
                .toList();
        List<Element> others = named.stream()
                .filter(element ->
                        !(element instanceof ExecutableElement) && element.getKind() != ElementKind.RECORD_COMPONENT)
                .toList();
        if (!isCall) {
            return others.isEmpty() ? methods : others;
        }
        return methods.isEmpty()
                ? others.stream()
                        .flatMap(type -> ElementFilter.constructorsIn(type.getEnclosedElements()).stream())
                        .map(Element.class::cast)
                        .toList()
                : methods;
    }

    private Meaning meaning(List<Element> meant, TypeMirror site) {
        List<Element> open =
                meant.stream().filter(element -> isOpen(element, site)).toList();
        return new Meaning(
                kind(meant.get(0)),
                told(open, element -> type(element, site)),
                told(open, element -> signature(element, site)),
                open.stream().noneMatch(CompletionSymbols::isWithoutNames),
                !open.isEmpty());
    }

    private static String told(List<Element> elements, Function<Element, String> part) {
        return elements.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(BETWEEN));
    }

    private String kind(Element element) {
        if (element instanceof ExecutableElement) {
            return element.getKind() == ElementKind.METHOD ? "method" : "constructor";
        }
        if (TYPES.contains(element.getKind())) {
            return "class";
        }
        if (element.getKind() == ElementKind.PACKAGE) {
            return "module";
        }
        return path.getLeaf() instanceof MemberSelectTree ? "field" : VARIABLE;
    }

    /** The type of a variable's value or a method's result; empty for anything else. */
    private String type(Element element, TypeMirror site) {
        if (TYPES.contains(element.getKind())
                || element.getKind() == ElementKind.CONSTRUCTOR
                || element.getKind() == ElementKind.PACKAGE) {
            return "";
        }
        TypeMirror type = typeIn(site, element);
        return simple(type instanceof ExecutableType method ? method.getReturnType() : type);
    }

    private String signature(Element element, TypeMirror site) {
        String type = type(element, site);
        boolean isMethod = element.getKind() == ElementKind.METHOD;
        return parameters(element, site) + (isMethod ? ": " : "") + type;
    }

    private String parameters(Element element, TypeMirror site) {
        if (!(element instanceof ExecutableElement method)) {
            return "";
        }
        List<? extends TypeMirror> types =
                typeIn(site, element) instanceof ExecutableType seen ? seen.getParameterTypes() : List.of();
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < types.size(); i++) {
            boolean isLast = method.isVarArgs() && i == types.size() - 1;
            String type = simple(types.get(i));
            parameters.add((isLast ? type.substring(0, type.length() - 2) + "..." : type)
                    + (isWithoutNames(method)
                            ? ""
                            : " " + method.getParameters().get(i).getSimpleName()));
        }
        return parameters.toString();
    }

    /** Whether byte code has not kept the names of a method's parameters. */
    private static boolean isWithoutNames(Element element) {
        return element instanceof ExecutableElement method
                && method.getParameters().stream()
                        .anyMatch(parameter ->
                                NO_NAME.matcher(parameter.getSimpleName()).matches());
    }

    /** The type of a member as its owner's own type arguments make it. */
    private TypeMirror typeIn(TypeMirror site, Element element) {
        boolean isMember = site instanceof DeclaredType
                && element.getEnclosingElement() instanceof TypeElement
                && !element.getModifiers().contains(Modifier.STATIC)
                && element.getKind() != ElementKind.CONSTRUCTOR;
        return isMember ? task.getTypes().asMemberOf((DeclaredType) site, element) : element.asType();
    }

    private String simple(TypeMirror type) {
        return simple(CellNames.without(type.toString()).replace("REPL." + around + ".", ""));
    }

    private static String simple(String text) {
        return CAPTURED.matcher(PACKAGES.matcher(text).replaceAll(""))
                .replaceAll("")
                .replaceAll(",(?=\\S)", ", ");
    }

    /** Whether code at the place may use an element, where each type of the cell is a class of its own. */
    private boolean isOpen(Element element, TypeMirror site) {
        Set<Modifier> modifiers = element.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC)) {
            return true;
        }
        boolean isOfAnother = partOfCell(element) instanceof TypeElement part && !part.equals(partAtPlace());
        if (modifiers.contains(Modifier.PRIVATE) && isOfAnother) {
            return false;
        }
        boolean isNew = element.getKind() == ElementKind.CONSTRUCTOR;
        TypeMirror owner = site == null || isNew ? element.getEnclosingElement().asType() : site;
        return !(owner instanceof DeclaredType declared) || trees.isAccessible(scope, element, declared);
    }

    /** The type or method that stands right in the class around the cell and contains an element; null where none does. */
    private Element partOfCell(Element element) {
        Element part = element;
        Element owner = element.getEnclosingElement();
        while (owner != null && !owner.getSimpleName().contentEquals(around)) {
            part = owner;
            owner = owner.getEnclosingElement();
        }
        return owner == null ? null : part;
    }

    private Element partAtPlace() {
        for (TreePath each = path; each.getParentPath() != null; each = each.getParentPath()) {
            boolean isPart = each.getParentPath().getLeaf() instanceof ClassTree type
                    && type.getSimpleName().contentEquals(around);
            if (isPart) {
                return trees.getElement(each);
            }
        }
        return null;
    }

    private Set<String> closed() {
        Set<String> headers = new HashSet<>();
        for (Tree type : unit.getTypeDecls()) {
            if (trees.getElement(new TreePath(new TreePath(unit), type)) instanceof TypeElement element) {
                ElementFilter.typesIn(element.getEnclosedElements()).forEach(part -> addClosed(part, headers));
            }
        }
        return headers;
    }

    private void addClosed(TypeElement type, Set<String> headers) {
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof TypeElement nested) {
                addClosed(nested, headers);
            } else if (member instanceof ExecutableElement && !isOpen(member, null)) {
                String name = member.getKind() == ElementKind.CONSTRUCTOR ? "" : "." + member.getSimpleName();
                headers.add(simple(type.asType()) + name + parameters(member, type.asType()));
            }
        }
    }
}
