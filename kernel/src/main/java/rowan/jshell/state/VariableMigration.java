package rowan.jshell.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import rowan.display.markup.CellNames;
import rowan.jshell.diagnostics.JShellRewrites;
import rowan.jshell.internals.CellClassName;
import rowan.jshell.snippets.SnippetMemory;

/**
 * Keeps the values of variables when something they depend on is declared again or imported. JShell then compiles the
 * variable again, in a new class in which it has no value, or drops it when its initialiser no longer compiles. This class
 * copies the value over, declares a dropped variable again by its type alone, and tells the user what could not be kept.
 */
public final class VariableMigration {

    private static final String REMEDY = "; run the cell that makes it again.";

    private final JShell shell;
    private final SnippetMemory memory;
    private final ClassLoader classes;
    private final Versions versions;
    private final Function<String, List<SnippetEvent>> declare;
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Map<String, Set<MethodSnippet>> methods = new ConcurrentHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    /** The values that variables have lost in this cell. */
    private final Map<String, Lost> lost = new TreeMap<>();
    /** The types that this cell has replaced: the name of each by its snippet. */
    private final Map<String, String> replaced = new TreeMap<>();
    /** What this cell has broken. */
    private final Set<DeclarationSnippet> broken = new LinkedHashSet<>();
    /** Sentences that stay true whatever the cell declares after them. */
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * The value that a variable has lost.
     *
     * @param left the value with which JShell has left the variable: null, zero or false
     */
    private record Lost(Object value, Optional<Object> left) {}

    /**
     * @param classes loads the classes of cells
     * @param declare declares what a text says, without running its initialiser
     */
    public VariableMigration(
            JShell shell,
            SnippetMemory memory,
            ClassLoader classes,
            Versions versions,
            Function<String, List<SnippetEvent>> declare) {
        this.shell = shell;
        this.memory = memory;
        this.classes = classes;
        this.versions = versions;
        this.declare = declare;
    }

    /** The names of all variables. */
    public Set<String> variables() {
        return Set.copyOf(variables.keySet());
    }

    /** Whether a variable has this name; safe on any thread. */
    public boolean isVariable(String name) {
        return variables.containsKey(name);
    }

    /** Whether a method has this name; safe on any thread. */
    public boolean isMethod(String name) {
        return !methods.getOrDefault(name, Set.of()).isEmpty();
    }

    /** The variable of this name, where it lives now; safe on any thread. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(variables.get(name)).flatMap(owner -> field(owner, name));
    }

    private Optional<Field> field(String owner, String name) {
        try {
            Field field = classes.loadClass(owner).getDeclaredField(name);
            field.setAccessible(true);
            return Optional.of(field);
        } catch (ReflectiveOperationException | LinkageError neverRun) {
            return Optional.empty();
        }
    }

    public void forget(String variable) {
        variables.remove(variable);
    }

    /** Restores what can be kept, after a snippet has been evaluated. */
    public void after(List<SnippetEvent> events) {
        List<SnippetEvent> again = restored(events);
        changed(again.isEmpty() ? events : again);
    }

    /**
     * What could not be kept since this was asked last, one sentence each. It is asked when a cell has ended: the cell may
     * declare anew what it has broken, and make again what it has emptied.
     */
    public List<String> notes() {
        List<String> all = new ArrayList<>();
        lost.forEach((name, value) -> {
            if (left(name).equals(value.left())) {
                all.add(lost(name, value.value()));
            }
        });
        broken.stream()
                .filter(declared -> isIncomplete(shell.status(declared)))
                .map(this::broken)
                .forEach(all::add);
        all.addAll(leftInVariables());
        all.addAll(notes);
        lost.clear();
        broken.clear();
        replaced.clear();
        notes.clear();
        return all;
    }

    /**
     * Restores a declaration that JShell has dropped for a new version which did not compile, and then all declarations
     * that JShell has dropped along with it. A typing mistake must not cost the user that much. No code is run again.
     */
    private List<SnippetEvent> restored(List<SnippetEvent> events) {
        boolean isBack = false;
        List<SnippetEvent> again = new ArrayList<>();
        for (SnippetEvent event : events) {
            Snippet by = event.causeSnippet();
            if (event.status() == Status.OVERWRITTEN && shell.status(by) == Status.REJECTED) {
                boolean kept = memory.bringBack(event.snippet(), event.previousStatus(), by);
                isBack |= kept;
                if (!kept && event.snippet() instanceof DeclarationSnippet lost) {
                    again.addAll(declaredAgain(lost));
                }
            }
        }
        again.addAll(isBack ? declaredAgain(events) : List.of());
        return again;
    }

    /** Declares something as it was written, a variable by its type and value where that compiles no more. */
    private List<SnippetEvent> declaredAgain(DeclarationSnippet lost) {
        List<SnippetEvent> declared = declare.apply(lost.source());
        if (!isRejected(declared)) {
            return declared;
        }
        boolean isBack = field(lost.name())
                .map(old -> declareAgain(lost.name(), old, Versions.get(old)))
                .orElse(false);
        if (!isBack) {
            notes.add(lost.name() + " was given up for what does not compile" + REMEDY);
        }
        return declared;
    }

    /** Declares what was lost with an earlier declaration; sealed types and what they permit, which need each other, in steps. */
    private List<SnippetEvent> declaredAgain(List<SnippetEvent> events) {
        List<SnippetEvent> again = new ArrayList<>();
        List<String> sealed = new ArrayList<>();
        for (SnippetEvent event : events) {
            boolean isLost =
                    event.causeSnippet() != null && event.previousStatus().isDefined() && isIncomplete(event.status());
            if (isLost) {
                String source = event.snippet().source();
                List<SnippetEvent> declared = declare.apply(source);
                if (isWaitingToBeSealed(source, declared)) {
                    sealed.add(source);
                } else {
                    again.addAll(declared);
                }
            }
        }
        sealed.forEach(source -> again.addAll(declare.apply(source)));
        return again;
    }

    /** Whether a type was rejected only since others are not there, and is there now without what seals it. */
    private boolean isWaitingToBeSealed(String source, List<SnippetEvent> declared) {
        Set<String> tried = new HashSet<>();
        List<SnippetEvent> events = declared;
        while (isRejected(events)) {
            List<Diag> diagnostics = events.stream()
                    .flatMap(event -> shell.diagnostics(event.snippet()))
                    .toList();
            Optional<String> unsealed =
                    JShellRewrites.withoutSealing(source, source, diagnostics).filter(tried::add);
            if (unsealed.isEmpty()) {
                return false;
            }
            events = declare.apply(unsealed.get());
        }
        return !tried.isEmpty();
    }

    private static boolean isRejected(List<SnippetEvent> events) {
        return events.stream().anyMatch(event -> event.causeSnippet() == null && event.status() == Status.REJECTED);
    }

    private void changed(List<SnippetEvent> events) {
        Set<String> replacedNow = new HashSet<>();
        for (SnippetEvent event : events) {
            Status status = shell.status(event.snippet());
            if (event.snippet() instanceof MethodSnippet method) {
                method(method, status);
            } else if (event.snippet() instanceof VarSnippet variable && status.isActive()) {
                variable(variable, status, event.causeSnippet() != null);
            } else if (event.snippet() instanceof TypeDeclSnippet type && status.isDefined()) {
                String wrapper = memory.classOf(type);
                versions.declared(wrapper, type.source());
                String id = CellClassName.of(wrapper).orElseThrow().snippet();
                String before = types.put(id, wrapper);
                if (before != null && !before.equals(wrapper)) {
                    replaced.put(id, type.name());
                    replacedNow.add(id);
                }
            }
        }
        events.stream()
                .filter(this::isBroken)
                .map(event -> (DeclarationSnippet) event.snippet())
                .forEach(broken::add);
        if (!replacedNow.isEmpty()) {
            leftInStatics(replacedNow);
        }
    }

    private void method(MethodSnippet method, Status status) {
        Set<MethodSnippet> ofName = methods.computeIfAbsent(method.name(), name -> ConcurrentHashMap.newKeySet());
        if (status.isActive()) {
            ofName.add(method);
            versions.declared(memory.classOf(method), method.source());
        } else {
            ofName.remove(method);
        }
    }

    /** Whether an earlier method or type compiles no more, now that all variables it uses have been kept. */
    private boolean isBroken(SnippetEvent event) {
        return event.causeSnippet() != null
                && event.previousStatus() == Status.VALID
                && event.snippet() instanceof DeclarationSnippet
                && !(event.snippet() instanceof VarSnippet)
                && isIncomplete(shell.status(event.snippet()));
    }

    /** Whether a declaration is there and lacks something. */
    private static boolean isIncomplete(Status status) {
        return status.isActive() && status != Status.VALID;
    }

    private String broken(DeclarationSnippet declared) {
        String reason = shell.diagnostics(declared)
                .findFirst()
                .map(diagnostic ->
                        diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                .map(CellNames::without)
                .orElse("what it uses has changed");
        return declared.name() + " does not fit what it uses any more: " + reason;
    }

    private void variable(VarSnippet variable, Status status, boolean caused) {
        String name = variable.name();
        String before = variables.get(name);
        if (status.isDefined()) {
            String wrapper = memory.classOf(variable);
            variables.put(name, wrapper);
            versions.declared(wrapper, variable.source());
        }
        if (!caused || before == null || before.equals(variables.get(name)) && status.isDefined()) {
            return;
        }
        Optional<Field> old = field(before, name);
        if (old.isEmpty()) {
            return;
        }
        Object value = Versions.get(old.get());
        boolean kept = status.isDefined() && carry(name, value) || declareAgain(name, old.get(), value);
        if (!kept && value != null) {
            lost.put(name, new Lost(value, left(name)));
        }
    }

    private Optional<Object> left(String name) {
        return field(name).map(Versions::get);
    }

    /** Gives a variable its value back, if its class has not already taken it over. */
    private boolean carry(String name, Object value) {
        Optional<Field> now = field(variables.get(name), name);
        return now.isPresent() && (Versions.get(now.get()) == value || Versions.set(now.get(), value));
    }

    /**
     * Declares a variable by the type it had, its name and its value: its initialiser may compile no more, and the name of
     * its type may mean another one now.
     */
    private boolean declareAgain(String name, Field old, Object value) {
        variables.remove(name);
        String type = CellNames.without(old.getGenericType().getTypeName()).replace('$', '.');
        List<SnippetEvent> events = shell.eval(type + " " + name + ";");
        changed(events);
        return variables.containsKey(name) && carry(name, value);
    }

    private String lost(String name, Object value) {
        return variables.containsKey(name)
                ? name + " held " + kindOf(value) + " from before this change, and is empty now" + REMEDY
                : name + " cannot be declared any more, and its value, " + kindOf(value) + ", is gone" + REMEDY;
    }

    /** Variables that still hold instances of classes that have been replaced. */
    private List<String> leftInVariables() {
        if (replaced.isEmpty()) {
            return List.of();
        }
        StaleObjects leftovers = leftovers(replaced.keySet());
        Predicate<String> mentions = mentions(replaced.keySet());
        return variables.keySet().stream()
                .sorted()
                .filter(name -> field(name)
                        .filter(field -> leftovers.areIn(field, mentions))
                        .isPresent())
                .map(name -> name + stillHolds(replaced.keySet()) + REMEDY)
                .toList();
    }

    private StaleObjects leftovers(Set<String> snippets) {
        return new StaleObjects(name ->
                snippets.contains(name.snippet()) && !types.get(name.snippet()).equals(name.wrapper()));
    }

    private Predicate<String> mentions(Set<String> snippets) {
        return type -> types.entrySet().stream()
                .anyMatch(each -> snippets.contains(each.getKey()) && type.contains(each.getValue() + "$"));
    }

    private String stillHolds(Set<String> snippets) {
        return " still holds what was made before "
                + snippets.stream().map(replaced::get).distinct().sorted().collect(Collectors.joining(", "))
                + " changed";
    }

    /** Static fields that still hold instances of classes that have been replaced, and what begins anew. */
    private void leftInStatics(Set<String> snippets) {
        StaleObjects leftovers = leftovers(snippets);
        Predicate<String> mentions = mentions(snippets);
        versions.states().forEach(state -> {
            Optional<Field> now = field(
                    types.get(state.name().snippet()) + "$" + state.name().nested(),
                    state.field().getName());
            if (now.isPresent()) {
                String name = state.name().nested().replace('$', '.') + "."
                        + state.field().getName();
                boolean isReplaced =
                        now.get().getDeclaringClass() != state.field().getDeclaringClass();
                if (isReplaced && !versions.mayBeKept(state.field(), now.get())) {
                    notes.add(name + " held " + kindOf(Versions.get(state.field()))
                            + " from before this change, and begins anew.");
                } else if (leftovers.areIn(state.field(), mentions)) {
                    boolean isFinal = Modifier.isFinal(now.get().getModifiers());
                    notes.add(name
                            + stillHolds(snippets)
                            + (isFinal ? "; empty it and fill it anew." : "; set it anew."));
                }
            }
        });
    }

    private static String kindOf(Object value) {
        return "an instance of " + CellNames.without(value.getClass().getName()).replace('$', '.');
    }
}
