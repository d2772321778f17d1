package rowan.sql.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a table that is made of a file's first record, named as by the sqlite3 shell: each as it is written there, one
 * without a name {@code ?}, and those of the same name with their place behind it.
 *
 * @param written in the file
 * @param columns what they are called in the table
 */
record ColumnNames(List<String> written, List<String> columns) {

    static ColumnNames of(List<String> header) {
        List<String> written =
                header.stream().map(name -> name.isEmpty() ? "?" : name).toList();
        Map<String, Integer> counts = new HashMap<>();
        written.forEach(name -> counts.merge(key(name), 1, Integer::sum));
        List<String> columns = written;
        // As few zeros as make all of them differ, also from a name that ends like that by itself.
        for (String zeros = ""; hasRepeated(columns); zeros += "0") {
            columns = numbered(written, counts, zeros);
        }
        return new ColumnNames(written, columns);
    }

    private static List<String> numbered(List<String> written, Map<String, Integer> counts, String zeros) {
        List<String> columns = new ArrayList<>();
        for (String name : written) {
            boolean isRepeated = counts.get(key(name)) > 1;
            columns.add(isRepeated ? name + "_" + zeros + (columns.size() + 1) : name);
        }
        return columns;
    }

    private static boolean hasRepeated(List<String> names) {
        return names.stream().map(ColumnNames::key).distinct().count() < names.size();
    }

    /** The same for names that are one for the engine: the case of the letters from A to Z does not count. */
    private static String key(String name) {
        return name.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Each that is called otherwise than it was written: {@code "id" → "id_1"}. */
    String renamed() {
        return IntStream.range(0, written.size())
                .filter(i -> !written.get(i).equals(columns.get(i)))
                .mapToObj(i -> '"' + written.get(i) + "\" → \"" + columns.get(i) + '"')
                .collect(Collectors.joining(", "));
    }
}
