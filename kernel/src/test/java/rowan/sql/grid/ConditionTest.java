package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.sql.grid.Arrangement.Filter;

/** What people write into the filter of a column, and what it finds. */
class ConditionTest {

    @TempDir
    Path directory;

    /** The front end reads the same cases. */
    @Test
    void a_condition_finds_the_rows_that_the_table_of_cases_says() throws Exception {
        JsonObject shared = cases();
        try (RowFile file = new RowFile(directory.resolve("rows"), 2)) {
            int size = 0;
            for (JsonElement row : shared.getAsJsonArray("rows")) {
                file.append(
                        new Object[] {(long) size++, value(row.getAsJsonArray().get(0))});
            }
            TreeMap<String, Object> expected = new TreeMap<>();
            TreeMap<String, Object> found = new TreeMap<>();
            for (JsonElement each : shared.getAsJsonArray("cases")) {
                String written = each.getAsJsonObject().get("condition").getAsString();
                JsonArray matches = each.getAsJsonObject().getAsJsonArray("matches");
                expected.put(written, matches == null ? "no condition" : matches.toString());
                Optional<Condition> condition = ConditionReader.read(written);
                found.put(
                        written,
                        condition.isEmpty()
                                ? "no condition"
                                : found(file, condition.get()).toString().replace(" ", ""));
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    private static JsonObject cases() throws IOException {
        try (InputStream in = ConditionTest.class.getResourceAsStream("conditions.json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
    }

    /** The value of a cell as the wire writes it. */
    private static Object value(JsonElement cell) {
        if (cell.isJsonNull()) {
            return null;
        }
        String text = cell.getAsString().substring(1);
        return switch (cell.getAsString().charAt(0)) {
            case 'i' -> Long.valueOf(text);
            case 'r' -> Double.valueOf(text.replace("Inf", "Infinity"));
            case 'b' -> HexFormat.of().parseHex(text.substring(2, text.indexOf('\'', 2)));
            default -> text;
        };
    }

    private static List<Object> found(RowFile file, Condition... conditions) throws SQLException {
        List<Filter> filters = new ArrayList<>();
        for (Condition condition : conditions) {
            filters.add(new Filter(1, condition));
        }
        return file.rows(new Arrangement(List.of(), "", filters, file.size()), 0, 100).stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void conditions_hold_together_and_with_the_filter_of_all_columns() throws Exception {
        try (RowFile file = new RowFile(directory.resolve("rows"), 2)) {
            for (long i = 0; i < 40; i++) {
                file.append(new Object[] {i, i % 10});
            }
            Condition least = ConditionReader.read(">= 3").orElseThrow();
            Condition most = ConditionReader.read("< 5").orElseThrow();
            assertThat(found(file, least, most)).containsExactly(3L, 4L, 13L, 14L, 23L, 24L, 33L, 34L);
            List<Filter> filters = List.of(new Filter(1, least), new Filter(0, most));
            Arrangement both = new Arrangement(List.of(new Arrangement.Order(0, true)), "3", filters, file.size());
            assertThat(file.rows(both, 0, 9)).isEqualTo(List.of(List.of(3L, 3L)));
        }
    }
}
