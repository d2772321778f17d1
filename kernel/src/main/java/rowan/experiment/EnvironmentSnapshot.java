package rowan.experiment;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rowan.model.Schema;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.run.Instruments;
import rowan.sql.statement.Lexicon;

/** What an experiment was done on: the machine, the engine and its settings, and what was in the database. */
final class EnvironmentSnapshot {

    private EnvironmentSnapshot() {}

    /** Names and values, for the record. */
    static Map<String, String> of(PrivateCopy copy) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>(copy.settings());
        facts.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "OS",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("CPU", processor());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        facts.put("load", load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load));
        return facts;
    }

    /** Linux tells the model; elsewhere the environment may. */
    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (java.io.IOException | java.io.UncheckedIOException elsewhere) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
        }
    }

    /** The same for the same schema, as many rows in each table, and the same statistics of the planner. */
    static String data(PrivateCopy copy, Instruments instruments) throws SQLException {
        Schema schema = instruments.catalog().schema(copy.connection());
        StringBuilder text = new StringBuilder();
        for (Schema.Relation relation : schema.relations()) {
            text.append(relation.database()).append('.').append(relation.ddl()).append('\n');
            relation.indexes().forEach(index -> text.append(written(index)).append('\n'));
            if (relation.kind() == Schema.Kind.TABLE) {
                text.append(count(copy, instruments.dialect().lexicon(), relation))
                        .append(relation.rowCount())
                        .append('\n');
            }
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** In the words of the records that were kept so far, which are to stay comparable. */
    private static String written(Schema.Index index) {
        return "Index[name=" + index.name() + ", columns=" + index.columns() + ", unique=" + index.unique() + ", where="
                + index.where() + ", implied=" + index.implied() + "]";
    }

    private static long count(PrivateCopy copy, Lexicon lexicon, Schema.Relation table) throws SQLException {
        String name = lexicon.quote(table.database()) + "." + lexicon.quote(table.name());
        try (Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
