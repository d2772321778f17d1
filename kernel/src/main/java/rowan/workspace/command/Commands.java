package rowan.workspace.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import rowan.model.Nearest;

/** The table of commands, to look things up in. Filled by the {@code magic} package; a notebook may add its own. */
public final class Commands {

    private final List<Command> rows;

    /**
     * A table.
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

    /** Adds a command; from now on its name means this one. */
    public void add(Command command) {
        rows.removeIf(row -> row.name().equals(command.name()));
        rows.add(0, command);
    }

    /**
     * The command of this name or alias, without {@code %}, with the dot of a dot-word. Of a dot-word its beginning is enough,
     * where only one command begins so: {@code .head} of the sqlite3 shell.
     */
    public Optional<Command> find(String name) {
        return rows.stream()
                .filter(c -> c.names().anyMatch(name::equals))
                .findFirst()
                .or(() -> name.startsWith(".") ? begunBy(name) : Optional.empty());
    }

    private Optional<Command> begunBy(String beginning) {
        List<Command> begun = rows.stream()
                .filter(c -> c.names().anyMatch(name -> name.startsWith(beginning)))
                .toList();
        return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
    }

    /** The name that was most likely meant, if one is near. */
    public Optional<String> nearest(String name) {
        return Nearest.to(name, names().toList());
    }

    /** All names and aliases. */
    public Stream<String> names() {
        return rows.stream().flatMap(Command::names);
    }
}
