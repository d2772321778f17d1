package rowan.workspace.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import rowan.model.Nearest;

/** The table of commands, to look things up in. Filled by the {@code magic} package; a notebook may add its own. */
public final class Commands {

    /**
     * Rows that have a purpose in common.
     *
     * @param title what that is, as a heading of help
     */
    public record Group(String title, List<Command> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    private final List<Command> rows;
    private final Map<Command, String> titles = new ConcurrentHashMap<>();

    /**
     * A table.
     *
     * @param groups in the order help lists them
     */
    public static Commands of(List<Group> groups) {
        Commands table = new Commands(
                groups.stream().flatMap(group -> group.rows().stream()).toList());
        groups.forEach(group -> group.rows().forEach(row -> table.titles.put(row, group.title())));
        return table;
    }

    /**
     * A table of one group.
     *
     * @param rows in the order help lists them
     */
    public Commands(List<Command> rows) {
        List<String> names = rows.stream().flatMap(Command::names).sorted().toList();
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i).equals(names.get(i - 1))) {
                throw new IllegalArgumentException("two commands are called " + names.get(i));
            }
        }
        this.rows = new CopyOnWriteArrayList<>(rows);
    }

    /** All commands, in the order help lists them. */
    public List<Command> rows() {
        return List.copyOf(rows);
    }

    /** All commands by what they are for; those that a notebook has added come first. */
    public List<Group> groups() {
        Map<String, List<Command>> groups = new LinkedHashMap<>();
        rows.forEach(
                row -> groups.computeIfAbsent(titles.getOrDefault(row, "Of this notebook"), title -> new ArrayList<>())
                        .add(row));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** Adds a command; from now on its name means this one. */
    public void add(Command command) {
        rows.removeIf(row -> row.name().equals(command.name()));
        rows.add(0, command);
    }

    /**
     * The command of this name or alias, without {@code %}, with the sign of a word. Of a word its beginning is enough, where
     * only one begins so: {@code .head} of the sqlite3 shell, {@code /v} of JShell.
     */
    public Optional<Command> find(String name) {
        return rows.stream()
                .filter(c -> c.names().anyMatch(name::equals))
                .findFirst()
                .or(() -> name.startsWith(".") || name.startsWith("/") ? begunBy(name) : Optional.empty());
    }

    private Optional<Command> begunBy(String beginning) {
        List<Command> begun = rows.stream()
                .filter(c -> c.names().anyMatch(name -> name.startsWith(beginning)))
                .toList();
        return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
    }

    /** The name that was most likely meant, if one is near; of a word of JShell that is cut short, the first it begins. */
    public Optional<String> nearest(String name) {
        return names().filter(each -> name.matches("/\\w+") && each.startsWith(name))
                .findFirst()
                .or(() -> Nearest.to(name, names().toList()));
    }

    /** All names and aliases. */
    public Stream<String> names() {
        return rows.stream().flatMap(Command::names);
    }
}
