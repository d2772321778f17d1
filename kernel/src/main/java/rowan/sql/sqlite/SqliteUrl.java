package rowan.sql.sqlite;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;

/**
 * Which file a URL names. {@code sqlite:///relative.db}, {@code sqlite:////absolute.db} and {@code sqlite://} for a database
 * in memory are SQLAlchemy's form; {@code jdbc:sqlite:relative.db} is JDBC's, {@code file:relative.db} SQLite's own, and
 * may stand behind the others. What is no URL is a path, taken as it is.
 *
 * @param name the path of the file; empty or {@code :memory:} for one in memory
 * @param mode {@code ro}, {@code rw}, {@code rwc} or {@code memory}; empty where it says none
 * @see <a href="https://www.sqlite.org/uri.html">Uniform Resource Identifiers</a>
 */
record SqliteUrl(String name, String mode) {

    private static final String FILE = "file:";
    private static final List<String> PREFIXES = List.of("jdbc:sqlite:", "sqlite://", "sqlite:", FILE);
    private static final Set<String> MODES = Set.of("ro", "rw", "rwc", "memory");

    /** What Python's module takes behind a question mark besides, and changes nothing here. */
    private static final Set<String> OF_PYTHON = Set.of(
            "uri", "cache", "timeout", "check_same_thread", "detect_types", "isolation_level", "cached_statements");

    /** Bytes as they are escaped, one behind the other; or a percent sign with what stands in the place of one. */
    private static final Pattern ESCAPES = Pattern.compile("((?:%[0-9A-Fa-f]{2})+)|%[^%]{0,2}");

    private static final Pattern DRIVE = Pattern.compile("/+[A-Za-z]:[/\\\\].*");

    static boolean accepts(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /**
     * Reads a URL. Behind a question mark stand parameters, and {@code %20} is a blank, unless a file of the very name that
     * was written is there.
     *
     * @param exists whether there is a file of a name
     * @throws SqlFailure with a parameter that is not known, a percent sign that begins no character, another host, or a
     *     semicolon at its end
     */
    static SqliteUrl of(String written, Predicate<String> exists) throws SqlFailure {
        if (!accepts(written)) {
            return new SqliteUrl(written, "");
        }
        String name = startsWith(written, FILE) ? written : withoutPrefix(written);
        boolean isUri = startsWith(name, FILE);
        if (isUri) {
            name = onThisMachine(withoutPrefix(name), written);
        } else if (exists.test(name)) {
            return new SqliteUrl(name, "");
        }
        if (name.endsWith(";")) {
            throw new SqlFailure(Problem.usage(
                    written + " ends with a semicolon, which would be a part of the name.",
                    "Leave it out. In the name of a file it is written %3B."));
        }
        int fragment = isUri ? name.indexOf('#') : -1;
        name = fragment < 0 ? name : name.substring(0, fragment);
        int query = name.indexOf('?');
        String mode = query < 0 ? "" : mode(name.substring(query + 1), written);
        name = decoded(query < 0 ? name : name.substring(0, query), written);
        boolean onWindows = File.separatorChar == '\\';
        return new SqliteUrl(onWindows && DRIVE.matcher(name).matches() ? name.replaceFirst("^/+", "") : name, mode);
    }

    boolean isInMemory() {
        return name.isEmpty() || name.equals(":memory:") || mode.equals("memory");
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static String withoutPrefix(String url) {
        for (String prefix : PREFIXES) {
            if (startsWith(url, prefix)) {
                String name = url.substring(prefix.length());
                if (prefix.equals("sqlite://")) {
                    // There is an empty host between the second and the third slash.
                    return name.startsWith("/") ? name.substring(1) : name;
                }
                return name;
            }
        }
        return url;
    }

    /** The path behind {@code file:}, without the host between two slashes and the third. */
    private static String onThisMachine(String name, String url) throws SqlFailure {
        if (!name.startsWith("//")) {
            return name;
        }
        int path = name.indexOf('/', 2);
        String host = path < 0 ? name.substring(2) : name.substring(2, path);
        if (path < 0 || !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
            throw new SqlFailure(Problem.usage(
                    url + " names the host " + host + ", and files are opened on this machine only.",
                    "Write file:relative.db or file:///absolute.db."));
        }
        return name.substring(path);
    }

    private static String mode(String parameters, String url) throws SqlFailure {
        String mode = "";
        for (String parameter : parameters.split("&")) {
            String[] words = parameter.split("=", 2);
            String value = words.length > 1 ? words[1] : "";
            if (words[0].equals("mode") && MODES.contains(value)) {
                mode = value;
            } else if (!words[0].isEmpty() && !OF_PYTHON.contains(words[0])) {
                // A value may be a password: of a mode alone it is told.
                String said = words[0].equals("mode") ? parameter : words[0];
                throw new SqlFailure(Problem.usage(
                        url + " says " + said + ", which is not known here.",
                        "A URL may say mode=ro, mode=rw, mode=rwc or mode=memory; settings are made by PRAGMA once it is"
                                + " open. A question mark in the name of a file is written %3F."));
            }
        }
        return mode;
    }

    /** {@code %20} as a blank. A percent sign that begins nothing of that kind is a slip, and would name another file. */
    private static String decoded(String name, String url) throws SqlFailure {
        Matcher escapes = ESCAPES.matcher(name);
        StringBuilder decoded = new StringBuilder();
        while (escapes.find()) {
            Optional<String> meant = Optional.ofNullable(escapes.group(1)).flatMap(SqliteUrl::text);
            if (meant.isEmpty()) {
                throw new SqlFailure(Problem.usage(
                        url + " has " + escapes.group() + " in it, which stands for no character.",
                        "In a URL a percent sign is written %25. A path that is no URL is taken as it is: .open "
                                + name));
            }
            escapes.appendReplacement(decoded, Matcher.quoteReplacement(meant.get()));
        }
        return escapes.appendTail(decoded).toString();
    }

    /** The text of several bytes; empty where they are no UTF-8, or a character that no name may have. */
    private static Optional<String> text(String escape) {
        byte[] bytes = HexFormat.ofDelimiter("%").parseHex(escape.substring(1));
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
