package rowan.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import rowan.display.CellNames;

/**
 * Keeps the values of variables when something they depend on is declared anew or imported. JShell compiles such a
 * variable again, in a new class that knows no value, or gives it up when its initialiser compiles no more. Here its value
 * is carried over; a variable that was given up is declared again by its type alone. What cannot be kept is told.
 */
final class Survival {

    private static final String REMEDY = "; run the cell that makes it again.";

    private final JavaEngine engine;
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Map<String, Set<MethodSnippet>> methods = new ConcurrentHashMap<>();
    private final Map<String, String> types = new HashMap<>();

    Survival(JavaEngine engine) {
        this.engine = engine;
    }

    /** The names of all variables. */
    Set<String> variables() {
        return Set.copyOf(variables.keySet());
    }

    /** Whether a variable or method has this name; safe on any thread. */
    boolean isDeclared(String name) {
        return variables.containsKey(name)
                || !methods.getOrDefault(name, Set.of()).isEmpty();
    }

    /** The class that a variable lives in now. */
    Optional<String> owner(String variable) {
        return Optional.ofNullable(variables.get(variable));
    }

    void forget(String variable) {
        variables.remove(variable);
    }

    /** After a snippet was evaluated: keeps what can be kept, and says of what could not, one sentence each. */
    List<String> after(List<SnippetEvent> events) {
        List<String> notes = new ArrayList<>();
        List<SnippetEvent> again = restored(events, notes);
        return again.isEmpty() ? changed(events, notes) : changed(again, notes);
    }

    /**
     * JShell gives up a declaration, and all that uses it, for one that is then rejected. A slip of the pen must not cost
     * that much: the earlier one comes back, and after it what it took along, none of which is run again.
     */
    private List<SnippetEvent> restored(List<SnippetEvent> events, List<String> notes) {
        boolean isBack = false;
        for (SnippetEvent event : events) {
            Snippet by = event.causeSnippet();
            if (event.status() == Status.OVERWRITTEN && engine.shell().status(by) == Status.REJECTED) {
                boolean kept = engine.bringBack(event.snippet(), event.previousStatus(), by);
                isBack |= kept;
                if (!kept && event.snippet() instanceof DeclarationSnippet lost) {
                    notes.add(lost.name() + " was given up for what does not compile" + REMEDY);
                }
            }
        }
        List<SnippetEvent> again = new ArrayList<>();
        for (SnippetEvent event : isBack ? events : List.<SnippetEvent>of()) {
            boolean lost = event.causeSnippet() != null
                    && event.previousStatus().isDefined()
                    && event.status().isActive()
                    && event.status() != Status.VALID;
            if (lost) {
                again.addAll(engine.declareOnly(event.snippet().source()));
            }
        }
        return again;
    }

    private List<String> changed(List<SnippetEvent> events, List<String> notes) {
        Map<String, String> replaced = new TreeMap<>();
        for (SnippetEvent event : events) {
            Status status = engine.shell().status(event.snippet());
            if (event.snippet() instanceof MethodSnippet method) {
                method(method, status);
            } else if (event.snippet() instanceof VarSnippet variable && status.isActive()) {
                variable(variable, status, event.causeSnippet() != null, notes);
            } else if (event.snippet() instanceof TypeDeclSnippet type && status.isDefined()) {
                String wrapper = engine.wrapper(type);
                engine.versions().declared(wrapper, type.source());
                String id = CellClassName.of(wrapper).orElseThrow().snippet();
                String before = types.put(id, wrapper);
                if (before != null && !before.equals(wrapper)) {
                    replaced.put(id, type.name());
                }
            }
        }
        events.stream()
                .filter(this::isBroken)
                .map(event -> broken((DeclarationSnippet) event.snippet()))
                .forEach(notes::add);
        if (!replaced.isEmpty()) {
            leftovers(replaced, notes);
        }
        return notes;
    }

    private void method(MethodSnippet method, Status status) {
        Set<MethodSnippet> ofName = methods.computeIfAbsent(method.name(), name -> ConcurrentHashMap.newKeySet());
        if (status.isActive()) {
            ofName.add(method);
            engine.versions().declared(engine.wrapper(method), method.source());
        } else {
            ofName.remove(method);
        }
    }

    /** Whether an earlier method or type compiles no more, now that all variables it uses have been kept. */
    private boolean isBroken(SnippetEvent event) {
        Status now = engine.shell().status(event.snippet());
        return event.causeSnippet() != null
                && event.previousStatus() == Status.VALID
                && event.snippet() instanceof DeclarationSnippet
                && !(event.snippet() instanceof VarSnippet)
                && now.isActive()
                && now != Status.VALID;
    }

    private String broken(DeclarationSnippet declared) {
        String reason = engine.shell()
                .diagnostics(declared)
                .findFirst()
                .map(diagnostic ->
                        diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                .map(CellNames::without)
                .orElse("what it uses has changed");
        return declared.name() + " does not fit what it uses any more: " + reason;
    }

    private void variable(VarSnippet variable, Status status, boolean caused, List<String> notes) {
        String name = variable.name();
        String before = variables.get(name);
        if (status.isDefined()) {
            String wrapper = engine.wrapper(variable);
            variables.put(name, wrapper);
            engine.versions().declared(wrapper, variable.source());
        }
        if (!caused || before == null || before.equals(variables.get(name)) && status.isDefined()) {
            return;
        }
        Optional<Field> old = engine.field(before, name);
        if (old.isEmpty()) {
            return;
        }
        Object value = Versions.get(old.get());
        boolean kept = status.isDefined() && carry(name, value) || declareAgain(name, old.get(), value, notes);
        if (!kept && value != null) {
            notes.add(lost(name, value));
        }
    }

    /** Gives a variable its value back, if its class has not already taken it over. */
    private boolean carry(String name, Object value) {
        Optional<Field> now = engine.field(variables.get(name), name);
        return now.isPresent() && (Versions.get(now.get()) == value || Versions.set(now.get(), value));
    }

    /**
     * Declares a variable by the type it had, its name and its value: its initialiser may compile no more, and the name of
     * its type may mean another one now.
     */
    private boolean declareAgain(String name, Field old, Object value, List<String> notes) {
        variables.remove(name);
        String type = CellNames.without(old.getGenericType().getTypeName()).replace('$', '.');
        List<SnippetEvent> events = engine.shell().eval(type + " " + name + ";");
        changed(events, notes);
        return variables.containsKey(name) && carry(name, value);
    }

    private String lost(String name, Object value) {
        return variables.containsKey(name)
                ? name + " held " + kindOf(value) + " from before this change, and is empty now" + REMEDY
                : name + " cannot be declared any more, and its value, " + kindOf(value) + ", is gone" + REMEDY;
    }

    /** Variables and static fields that still hold instances of classes that have been replaced, and what begins anew. */
    private void leftovers(Map<String, String> replaced, List<String> notes) {
        Leftovers leftovers = new Leftovers(name -> replaced.containsKey(name.snippet())
                && !types.get(name.snippet()).equals(name.wrapper()));
        Predicate<String> mentions = type -> types.entrySet().stream()
                .anyMatch(each -> replaced.containsKey(each.getKey()) && type.contains(each.getValue() + "$"));
        String before =
                " still holds what was made before " + String.join(", ", new TreeSet<>(replaced.values())) + " changed";
        for (String name : new TreeSet<>(variables.keySet())) {
            if (engine.field(name)
                    .filter(field -> leftovers.areIn(field, mentions))
                    .isPresent()) {
                notes.add(name + before + REMEDY);
            }
        }
        engine.versions().states().forEach(state -> {
            Optional<Field> now = engine.field(
                    types.get(state.name().snippet()) + "$" + state.name().nested(),
                    state.field().getName());
            if (now.isPresent()) {
                String name = state.name().nested().replace('$', '.') + "."
                        + state.field().getName();
                boolean isReplaced =
                        now.get().getDeclaringClass() != state.field().getDeclaringClass();
                if (isReplaced && !engine.versions().mayBeKept(state.field(), now.get())) {
                    notes.add(name + " held " + kindOf(Versions.get(state.field()))
                            + " from before this change, and begins anew.");
                } else if (leftovers.areIn(state.field(), mentions)) {
                    boolean isFinal = Modifier.isFinal(now.get().getModifiers());
                    notes.add(name + before + (isFinal ? "; empty it and fill it anew." : "; set it anew."));
                }
            }
        });
    }

    private static String kindOf(Object value) {
        return "an instance of " + CellNames.without(value.getClass().getName()).replace('$', '.');
    }
}
