package rowan.sql.dialect;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import rowan.model.Secrets;

/**
 * Which database to open, and how.
 *
 * @param url as the user wrote it, without any password
 * @param location where the database is
 * @param readOnly whether nothing may be changed
 */
public record Target(String url, Location location, boolean readOnly) {

    /** The password of the URL is masked. */
    public Target {
        url = Secrets.masked(url);
        Objects.requireNonNull(location);
    }

    /** Where a database is. */
    public sealed interface Location permits File, Memory, Server {}

    /** In a file of its own. */
    public record File(Path path) implements Location {}

    /** In the memory of this process; each connection has a database of its own. */
    public record Memory() implements Location {}

    /**
     * On a server.
     *
     * @param user as whom the connection is opened
     * @param password of the user; empty where the server asks for none
     */
    public record Server(String host, int port, String database, String user, Optional<Password> password)
            implements Location {

        private boolean isSameDatabase(Server other) {
            return host.equals(other.host) && port == other.port && database.equals(other.database);
        }

        /** {@code shop at db.example:5432 as ada}; the password is no part of it. */
        @Override
        public String toString() {
            return database + " at " + host + ":" + port + (user.isEmpty() ? "" : " as " + user);
        }
    }

    /** A password, which no text of it tells. */
    public static final class Password {
        private final String secret;

        public Password(String secret) {
            this.secret = secret;
        }

        /** The password itself, for the driver alone. */
        public String secret() {
            return secret;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Password password && password.secret.equals(secret);
        }

        @Override
        public int hashCode() {
            return secret.hashCode();
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** The file of a database that is one. */
    public Optional<Path> file() {
        return location instanceof File file ? Optional.of(file.path()) : Optional.empty();
    }

    /** Whether no other connection can be opened to the database. */
    public boolean isInMemory() {
        return location instanceof Memory;
    }

    /** Whether both are of one database, however it was written and whoever opens it. */
    public boolean isSameDatabase(Target other) {
        if (location instanceof Server server) {
            return other.location instanceof Server there && server.isSameDatabase(there);
        }
        return location instanceof File && location.equals(other.location);
    }

    /** Whether both are opened at one place and, on a server, by one user. */
    public boolean isAtSamePlace(Target other) {
        return !isInMemory() && location.equals(other.location);
    }

    /** A short name for the database: its file's, the one that its server knows, or the URL. */
    public String name() {
        if (location instanceof Server server) {
            return server.database();
        }
        return file().map(Path::getFileName).map(Path::toString).orElse(url);
    }

    /** Where the database is, for people: its file, its server, or the URL of one in memory. */
    public String place() {
        return location instanceof Server server
                ? server.toString()
                : file().map(Path::toString).orElse(url);
    }
}
