package rowan.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import rowan.jupyter.protocol.Wire;

/** What a kernel says about itself. */
final class KernelInfo {

    private static final String VERSION = "0.1.0";

    private KernelInfo() {}

    /**
     * What the kernel says about itself.
     *
     * @param language what notebooks are told they are written in, {@code sql} or {@code java}; both are understood
     */
    static JsonObject content(String language) {
        JsonObject content = Wire.ok();
        content.addProperty("protocol_version", Wire.PROTOCOL_VERSION);
        content.addProperty("implementation", "rowan");
        content.addProperty("implementation_version", VERSION);
        content.add("language_info", language.equals("java") ? java() : sql());
        content.addProperty("banner", "Rowan " + VERSION + ": SQL and Java cells. %help lists the commands.");
        content.addProperty("debugger", false);
        content.add("supported_features", new JsonArray());
        content.add("help_links", help());
        return content;
    }

    /** As IJava says it, whose notebooks ask for a kernel of this name. */
    private static JsonObject java() {
        JsonObject language = new JsonObject();
        language.addProperty("name", "Java");
        language.addProperty("version", Runtime.version().toString());
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("file_extension", ".jshell");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "java");
        return language;
    }

    private static JsonObject sql() {
        JsonObject mode = new JsonObject();
        // No editor knows this name, so each falls back to the MIME type, unless Rowan's own extension registers it.
        mode.addProperty("name", "rowan");
        mode.addProperty("mime", "text/x-sql");
        JsonObject language = new JsonObject();
        language.addProperty("name", "sql");
        language.addProperty("version", VERSION);
        language.addProperty("mimetype", "text/x-sql");
        language.addProperty("file_extension", ".sql");
        language.addProperty("pygments_lexer", "sql");
        language.add("codemirror_mode", mode);
        return language;
    }

    private static JsonArray help() {
        JsonArray links = new JsonArray();
        JsonObject sqlite = new JsonObject();
        sqlite.addProperty("text", "SQL as SQLite understands it");
        sqlite.addProperty("url", "https://www.sqlite.org/lang.html");
        links.add(sqlite);
        return links;
    }
}
