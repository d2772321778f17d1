package rowan.sql.sqlite.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import rowan.sql.sqlite.RandomQueries;
import rowan.sql.sqlite.RandomShop;

/**
 * Writes what {@code src/test/oracle/visits.c} is asked: for each tuning the {@link RandomShop}, {@code plain.db}, and the
 * {@link RandomQueries} about it, {@code plain.sql}.
 */
final class OracleQuestions {

    private static final int SEED = 7;
    private static final int OF_EVERY_KIND = 50;

    private OracleQuestions() {}

    /** @param arguments the directory to write to */
    public static void main(String[] arguments) throws SQLException, IOException {
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            Path stem = Path.of(arguments[0], tuning.name().toLowerCase(Locale.ROOT));
            try (Connection shop = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement statement = shop.createStatement()) {
                RandomShop.fill(shop, tuning);
                statement.executeUpdate("VACUUM INTO '" + stem + ".db'");
            }
            Stream<String> shaped =
                    Stream.of(RandomQueries.Shape.values()).flatMap(shape -> RandomQueries.queries(shape, tuning));
            Files.write(
                    Path.of(stem + ".sql"),
                    Stream.concat(RandomQueries.queries(SEED).limit(OF_EVERY_KIND), shaped)
                            .distinct()
                            .toList());
        }
    }
}
