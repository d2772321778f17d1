package rowan.sql.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in the tree of a database.
 *
 * @param kind what it is, such as {@code table} or {@code index}
 * @param name as a person may see it
 * @param sql as a statement names it
 * @param detail what stands beside the name
 * @param ddl the statements that made it; empty where it has none of its own
 */
record Node(String kind, String name, String sql, String detail, String ddl, List<Node> children) {

    Node {
        children = List.copyOf(children);
    }

    /**
     * As it is sent. What is empty is left out, and {@code sql} where it is the name: there are thousands of columns in a
     * large database.
     */
    Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", kind);
        message.put("name", name);
        Map.of("sql", sql.equals(name) ? "" : sql, "detail", detail, "ddl", ddl).forEach((key, text) -> {
            if (!text.isEmpty()) {
                message.put(key, text);
            }
        });
        if (!children.isEmpty()) {
            message.put("children", children.stream().map(Node::message).toList());
        }
        return message;
    }
}
