package rowan.jshell.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.jshell.internals.CellClassName;

/**
 * Keeps static state across the versions of a class. JShell replaces a class when it, or something it uses, is declared
 * again, and the new version would start without the values of the old one. This class copies a static field's value to the
 * new version where the value fits the field's type and the code that computes its first value is the same as before.
 */
public final class Versions {

    /** The source of a snippet, which is parsed when that is asked for. */
    private static final class Written {
        private final String source;
        /** For each field, how many times its initialiser has been run anew because something it uses has changed. */
        private final Map<String, Integer> turns;

        private InitialState state;

        Written(String source, Map<String, Integer> turns) {
            this.source = source;
            this.turns = turns;
        }

        Written turned(Set<String> fields) {
            Map<String, Integer> more = new HashMap<>(turns);
            fields.forEach(field -> more.merge(field, 1, Integer::sum));
            return new Written(source, more);
        }

        boolean isAs(Written other, String nested, String field) {
            String name = nested + "." + field;
            return this == other
                    || turns.getOrDefault(name, 0).equals(other.turns.getOrDefault(name, 0))
                            && state().of(nested, field).equals(other.state().of(nested, field));
        }

        synchronized InitialState state() {
            state = state == null ? InitialState.of(source) : state;
            return state;
        }
    }

    /**
     * A class that has run its static initialiser.
     *
     * @param written the snippet it stood in then
     * @param lost the fields whose initial code has been edited since, in a version whose static initialiser failed
     */
    private record Initialised(Class<?> type, CellClassName name, Written written, Set<String> lost) {}

    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+(?:_\\d+)*[A-Z]*");
    private static final Written NOWHERE = new Written("", Map.of());

    private final Map<String, Class<?>> newestWrappers = new ConcurrentHashMap<>();
    private final Map<String, Initialised> newest = new ConcurrentHashMap<>();
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    /** The snippets whose newest types have run their static initialisers. */
    private final Set<String> initialised = ConcurrentHashMap.newKeySet();
    /** The newest wrapper class of each snippet. */
    private final Map<String, String> current = new ConcurrentHashMap<>();

    private volatile Written declaring = NOWHERE;
    /** The snippet of the source that is being compiled, once it is found among the compiled classes. */
    private String edited = "";

    private CellEdits edits = new CellEdits();

    /**
     * Begins a cell, to which all that is declared from now on belongs.
     *
     * @param kept the wrapper classes of the snippets that the cell repeats unchanged
     */
    public void nextCell(List<String> kept) {
        edits = new CellEdits();
        kept.forEach(wrapper -> CellClassName.of(wrapper).ifPresent(name -> edits.declares(name.snippet())));
    }

    /** Forgets a class of which there will be no other version. */
    public void forget(String wrapper) {
        CellClassName.of(wrapper).ifPresent(name -> {
            current.remove(name.snippet());
            written.remove(name.snippet());
        });
    }

    /** Sets the source that is being compiled. */
    public void declaring(String source) {
        declaring = new Written(source, Map.of());
        edited = "";
    }

    /** Records a class that has been compiled: code means this version from now on. */
    public void compiled(String name) {
        CellClassName.of(name).ifPresent(cell -> current.put(cell.snippet(), cell.wrapper()));
    }

    /** Records the source from which the wrapper class of a snippet has been compiled. */
    void declared(String wrapper, String source) {
        CellClassName.of(wrapper).ifPresent(name -> {
            String snippet = name.snippet();
            Written before = written.get(snippet);
            Written now = new Written(source, before == null ? Map.of() : before.turns);
            written.put(snippet, now);
            if (before == null || !before.source.equals(source)) {
                edits.declares(snippet);
            }
            if (before != null && !before.source.equals(source) && !initialised.isEmpty()) {
                edits.edited(before.state(), now.state());
            }
            for (String each : initialised) {
                Set<String> anew = edits.begin(each, this::state);
                if (!anew.isEmpty()) {
                    written.put(each, written.get(each).turned(anew));
                }
            }
            if (initialised.contains(snippet)) {
                written.get(snippet).state(); // Here, rather than in the initialiser that will ask.
            }
        });
    }

    private InitialState state(String snippet) {
        return written.getOrDefault(snippet, NOWHERE).state();
    }

    /**
     * Whether classes have to be loaded in a new version, since some of their static state is not valid any more: the code
     * that computes it has been edited, or it holds constants of an enum that has been replaced.
     *
     * @param classes the names of the classes that are compiled again
     */
    public boolean beginAnew(Set<String> classes) {
        return isOtherwise(classes)
                || newest.values().stream()
                        .filter(each -> classes.contains(each.type().getName()))
                        .flatMap(each -> Arrays.stream(each.type().getDeclaredFields()))
                        .anyMatch(field -> isState(field) && isForOldEnum(field));
    }

    /** Whether a field holds a map or set for constants of an enum that has been replaced. */
    private boolean isForOldEnum(Field field) {
        Object value = get(field);
        if (!(value instanceof EnumMap<?, ?> || value instanceof EnumSet<?>)) {
            return false;
        }
        Collection<?> constants = value instanceof EnumMap<?, ?> map ? map.keySet() : (EnumSet<?>) value;
        Stream<String> types = constants.isEmpty()
                ? WRAPPER.matcher(field.getGenericType().getTypeName())
                        .results()
                        .map(MatchResult::group)
                : constants.stream()
                        .map(each -> ((Enum<?>) each).getDeclaringClass().getName());
        return types.flatMap(name -> CellClassName.of(name).stream())
                .anyMatch(name -> !name.wrapper().equals(current.get(name.snippet())));
    }

    private boolean isOtherwise(Set<String> classes) {
        Set<String> snippets = classes.stream()
                .flatMap(name -> CellClassName.of(name).stream())
                .map(CellClassName::snippet)
                .filter(written::containsKey)
                .collect(Collectors.toSet());
        InitialState now = declaring.state();
        snippets.stream()
                .filter(snippet -> now.isOfSame(state(snippet)))
                .findFirst()
                .ifPresent(snippet -> edited = snippet);
        if (snippets.contains(edited) && now.isOtherwiseThan(state(edited))) {
            return true;
        }
        CellEdits withThis = new CellEdits(edits);
        if (!edited.isEmpty()) {
            withThis.declares(edited);
            withThis.edited(state(edited), now);
        }
        // A class that the compiler would leave alone is replaced too, when something it uses has been.
        return initialised.stream()
                .anyMatch(snippet -> !withThis.anew(snippet, each -> each.equals(edited) ? now : state(each))
                        .isEmpty());
    }

    /** Gives the variables of a wrapper class that was just defined the values that they had before. */
    public void inheritVariables(Class<?> wrapper, String lineage) {
        Class<?> before = newestWrappers.put(lineage, wrapper);
        if (before != null) {
            for (Field field : wrapper.getDeclaredFields()) {
                if (isState(field) && !Modifier.isFinal(field.getModifiers())) {
                    state(before, field.getName()).ifPresent(from -> set(field, get(from)));
                }
            }
        }
    }

    /**
     * The value of a static field once all initialisers of its type have run: the earlier value, if the code that computes
     * the first one has not been edited.
     */
    Object kept(Class<?> type, String field, Object initial) {
        CellClassName name = CellClassName.of(type.getName()).orElseThrow();
        Initialised before = newest.get(name.lineage());
        if (before == null || before.type() == type || !beginsAsBefore(before, field)) {
            return initial;
        }
        Optional<Field> from = state(before.type(), field);
        Optional<Field> now = state(type, field);
        if (from.isEmpty() || now.isEmpty() || isForOldEnum(from.get())) {
            return initial;
        }
        Object value = get(from.get());
        boolean isNothing = value == null && !now.get().getType().isPrimitive();
        return isNothing ? null : fitting(value, now.get().getType()).orElse(initial);
    }

    private boolean beginsAsBefore(Initialised before, String field) {
        Written now = written.getOrDefault(before.name().snippet(), NOWHERE);
        String nested = before.name().nested();
        return !before.lost().contains(field) && now.isAs(before.written(), nested, field);
    }

    /**
     * Records that a type begins to run its static initialiser. From now on the fields whose initial code has been edited
     * have lost their earlier values, even if the initialiser fails.
     */
    void begins(Class<?> type) {
        CellClassName name = CellClassName.of(type.getName()).orElseThrow();
        newest.computeIfPresent(name.lineage(), (lineage, before) -> {
            Set<String> lost = Arrays.stream(before.type().getDeclaredFields())
                    .filter(field -> isState(field) && !beginsAsBefore(before, field.getName()))
                    .map(Field::getName)
                    .collect(Collectors.toSet());
            return new Initialised(before.type(), before.name(), before.written(), lost);
        });
    }

    /** Records that a type has run its static initialiser to its end. */
    void initialised(Class<?> type) {
        CellClassName name = CellClassName.of(type.getName()).orElseThrow();
        Written now = written.getOrDefault(name.snippet(), NOWHERE);
        newest.put(name.lineage(), new Initialised(type, name, now, Set.of()));
        initialised.add(name.snippet());
    }

    /**
     * A static field that should hold, in the next version of its type too, what it holds.
     *
     * @param name of its type
     */
    record State(CellClassName name, Field field) {}

    /** All static fields of initialised types, except those whose initial code has been edited since. */
    List<State> states() {
        return newest.values().stream()
                .flatMap(each -> Arrays.stream(each.type().getDeclaredFields())
                        .filter(field -> isState(field) && beginsAsBefore(each, field.getName()))
                        .map(field -> new State(each.name(), field)))
                .toList();
    }

    private static boolean isState(Field field) {
        return Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant();
    }

    private static Optional<Field> state(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            return isState(field) ? Optional.of(field) : Optional.empty();
        } catch (NoSuchFieldException none) {
            return Optional.empty();
        }
    }

    static Object get(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a static field to a value of an earlier version of its type; whether the value fits. */
    static boolean set(Field field, Object value) {
        Optional<Object> fitting = fitting(value, field.getType());
        boolean fits = fitting.isPresent() || value == null && !field.getType().isPrimitive();
        if (fits) {
            try {
                field.setAccessible(true);
                field.set(null, fitting.orElse(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return fits;
    }

    /**
     * The value as one of {@code type}, made anew from an enum's name or a record's components; empty if it is none.
     */
    static Optional<Object> fitting(Object value, Class<?> type) {
        if (type.isPrimitive()) {
            return value == null ? Optional.empty() : widened(value, type);
        }
        if (value == null || type.isInstance(value)) {
            return Optional.ofNullable(value);
        }
        if (value instanceof Enum<?> constant && type.isEnum() && isVersion(constant.getDeclaringClass(), type)) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(candidate -> ((Enum<?>) candidate).name().equals(constant.name()))
                    .map(Object.class::cast)
                    .findFirst();
        }
        return isVersion(value.getClass(), type) && value instanceof Record record && type.isRecord()
                ? CellRecords.rebuilt(record, type)
                : Optional.empty();
    }

    private static boolean isVersion(Class<?> one, Class<?> other) {
        Optional<String> lineage = CellClassName.of(one.getName()).map(CellClassName::lineage);
        return lineage.isPresent()
                && lineage.equals(CellClassName.of(other.getName()).map(CellClassName::lineage));
    }

    /** Whether the value of a static field can probably be kept in the next version; runs no code of either version. */
    boolean mayBeKept(Field field, Field next) {
        Object value = get(field);
        return value == null || !isForOldEnum(field) && mayFit(value, next.getType());
    }

    private static boolean mayFit(Object value, Class<?> type) {
        if (type.isPrimitive()) {
            return widened(value, type).isPresent();
        }
        if (type.isInstance(value)) {
            return true;
        }
        Class<?> before = value.getClass();
        if (value instanceof Enum<?> constant && isVersion(constant.getDeclaringClass(), type)) {
            return Arrays.stream(type.getFields())
                    .anyMatch(field -> field.isEnumConstant() && field.getName().equals(constant.name()));
        }
        return isVersion(before, type)
                && before.isRecord()
                && type.isRecord()
                && CellRecords.componentsOf(before).equals(CellRecords.componentsOf(type));
    }

    /** A value converted to a primitive type as an assignment would do it. */
    private static Optional<Object> widened(Object value, Class<?> primitive) {
        try {
            Object one = Array.newInstance(primitive, 1);
            Array.set(one, 0, value);
            return Optional.of(Array.get(one, 0));
        } catch (IllegalArgumentException narrower) {
            return Optional.empty();
        }
    }
}
