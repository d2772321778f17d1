package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** Results as pictures: %chart, and %sqlplot for habits from JupySQL. */
@Tag("slow")
class ChartsTest {

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void penguins() {
        notebook.run("""
                CREATE TABLE penguins(species TEXT, "body mass" REAL, bill REAL);
                INSERT INTO penguins VALUES ('Adelie', 3750, 39.1), ('Adelie', 3800, 39.5), ('Gentoo', 5000, 46.1),
                  ('Gentoo', NULL, 50), ('Chinstrap 🐧', 3500, 46.5), (NULL, 4000, 40);
                """);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String picture() {
        String html = (String) notebook.sink().events().stream()
                .filter(e -> e.kind().equals("result"))
                .findFirst()
                .orElseThrow()
                .bundle()
                .data()
                .get("text/html");
        return Jsoup.parse(html).selectFirst("img").attr("alt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "bar", "scatter", "box", "pie"})
    void any_result_can_be_drawn(String kind) {
        notebook.run("%chart --x species --y bill --kind " + kind + " SELECT species, bill FROM penguins");
        assertThat(notebook.traceback()).isEqualTo("no error");
        assertThat(picture()).startsWith(kind + " chart. bill by species");
    }

    @Test
    void the_text_of_a_box_plot_names_the_groups_and_what_is_measured() {
        String text = notebook.run("%chart --x species --y bill --kind box SELECT species, bill FROM penguins");
        assertThat(text)
                .containsPattern("\n  species +bill: least  lower quarter  median  upper quarter  +most\n  Adelie");
        assertThat(notebook.run("%sqlplot boxplot -t penguins -c bill"))
                .containsPattern("\n  +value: least  lower quarter  median  upper quarter  +most\n  bill");
    }

    @Test
    void numbers_make_a_line_and_names_make_bars() {
        notebook.run("%%chart --title \"heavier birds have longer bills\"\nSELECT \"body mass\", bill FROM penguins");
        assertThat(picture()).startsWith("line chart. heavier birds have longer bills");
        notebook.run("t << SELECT species, count(*) AS birds FROM penguins GROUP BY 1");
        assertThat(notebook.run("%chart t --x species --y birds"))
                .contains("Adelie        ████████████████████████████████████████ 2", "NULL", "🐧");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bar", "histogram", "boxplot", "pie"})
    void jupysqls_plots_are_drawn(String kind) {
        String column = kind.equals("bar") || kind.equals("pie") ? "species" : "bill";
        notebook.run("%sqlplot " + kind + " --table penguins --column " + column);
        assertThat(notebook.traceback()).isEqualTo("no error");
        assertThat(picture()).contains(" of penguins");
    }

    @Test
    void a_histogram_of_values_that_are_nearly_the_same_can_be_drawn() {
        notebook.run("%chart --kind histogram --bins 3 SELECT 1000.001 AS v UNION ALL SELECT 1000.0010001");
        assertThat(picture()).startsWith("histogram chart");
        notebook.run("%chart --kind scatter SELECT 1, 1e300 UNION ALL SELECT 2, -1e300");
        assertThat(notebook.traceback()).isEqualTo("no error");
        notebook.run("%chart --kind line SELECT 1e15 + 1, 0.1 UNION ALL SELECT 1e15 + 2, 0.10000001");
        assertThat(notebook.traceback()).isEqualTo("no error");
    }

    @Test
    void a_row_without_a_value_leaves_a_gap_and_is_told() {
        String line = notebook.run("%chart --kind line --x species --y \"body mass\" SELECT * FROM penguins");
        assertThat(line)
                .containsPattern("Gentoo +NULL")
                .contains("body mass is NULL in 1 of 6 rows, which leave gaps.");
        assertThat(picture()).contains("Gentoo NULL");
        assertThat(notebook.run("%chart --kind scatter SELECT \"body mass\", bill FROM penguins"))
                .contains("body mass is NULL in 1 of 6 rows, which have no place here.");
        assertThat(notebook.run("%sqlplot histogram --table penguins --column \"body mass\""))
                .contains("body mass is NULL in 1 of 6 rows, which are not drawn.");
    }

    @Test
    void what_cannot_be_drawn_is_said() {
        assertThat(error("%chart --x spcies SELECT species, bill FROM penguins"))
                .contains("no column spcies", "Did you mean --x species?");
        assertThat(error("%chart --x bill --y species SELECT species, bill FROM penguins"))
                .contains("Column species has no number in row 1");
        assertThat(error("%chart --kind cake SELECT 1, 2")).contains("line, bar, scatter, box, histogram or pie");
        assertThat(error("%chart nothing")).contains("No result is called nothing");
        assertThat(error("%chart SELECT 1")).contains("one column");
        assertThat(error("%chart SELECT 1, 2 WHERE 0")).contains("nothing to draw");
        assertThat(error("%chart --kind pie SELECT 'a', 0 UNION ALL SELECT 'b', 0"))
                .contains("A pie cannot show shares where every number is 0.", "--kind bar");
        assertThat(error("%chart --kind histogram --y bill SELECT species, bill FROM penguins"))
                .contains("counts the values of one column", "Write --x bill without --y");
        assertThat(error("%sqlplot")).contains("bar, histogram, hist, boxplot, box or pie");
        assertThat(error("%sqlplot bar --table nowhere --column x")).contains("there is no table nowhere");
    }

    private String error(String cell) {
        notebook.run(cell);
        return notebook.traceback();
    }
}
