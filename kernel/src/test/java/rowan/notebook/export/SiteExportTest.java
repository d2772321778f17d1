package rowan.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.notebook.NotebookFile;

class SiteExportTest {

    @TempDir
    Path directory;

    private final SiteExport site = new SiteExport(new HtmlExport(source -> "sql", source -> List.of()));

    private void add(String name, String... prose) throws IOException {
        String cells = List.of(prose).stream()
                .map(text -> "{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":" + new Gson().toJson(text) + "}")
                .collect(Collectors.joining(","));
        Path file = directory.resolve("notebook.ipynb");
        Files.writeString(file, "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + cells + "]}");
        site.add(NotebookFile.read(file), name);
    }

    private String written(String page) throws IOException {
        site.write(directory.resolve("site"));
        return Files.readString(directory.resolve("site").resolve(page), StandardCharsets.UTF_8);
    }

    @Test
    void pages_lead_to_each_other_in_the_order_in_which_they_were_named() throws IOException {
        add("01 first.ipynb", "# First & foremost");
        add("02.ipynb", "# Second");
        assertThat(Jsoup.parse(written("02.html")).select("div.site a").eachAttr("href"))
                .containsExactly("01%20first.html");
        assertThat(Jsoup.parse(written("01 first.html")).select("div.site a").eachText())
                .containsExactly("→ Second");
        assertThat(Jsoup.parse(written("index.html")).select("main a").eachText())
                .containsExactly("First & foremost", "Second");
    }

    @Test
    void a_notebook_called_index_is_the_first_page_and_its_links_lead_to_pages_or_elsewhere() throws IOException {
        add(
                "index.ipynb",
                "# The course\n\n[keys](03-keys.ipynb#2-·-Natural-keys), [no page](04.ipynb), [a file](data/shop.sql),"
                        + " [elsewhere](https://example.org)");
        add("03-keys.ipynb", "# Keys\n\n## 2 · Natural keys\n\ntext");
        assertThat(Jsoup.parse(written("index.html")).select("main a").eachAttr("href"))
                .containsExactly("03-keys.html#2-natural-keys", "https://example.org");
        assertThat(Jsoup.parse(written("index.html")).select("main p").text())
                .isEqualTo("keys, no page, a file, elsewhere");
        assertThat(Jsoup.parse(written("03-keys.html")).getElementById("2-natural-keys"))
                .isNotNull();
    }

    @Test
    void what_the_search_knows_ends_no_script() throws IOException {
        add("a.ipynb", "# A\n\n`</script><script>alert(1)</script>` and ünïcödé 🐦");
        var page = Jsoup.parse(written("search.html"));
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.getElementById("sections").data())
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)", "ünïcödé 🐦");
    }

    @Test
    void tables_in_prose_are_tables() throws IOException {
        add("a.ipynb", "# A\n\n| claim | verdict |\n|---|---|\n| `x < 1` | holds |");
        assertThat(Jsoup.parse(written("a.html")).select("td").eachText()).containsExactly("x < 1", "holds");
    }

    @Test
    void a_name_that_means_something_in_an_address_leads_to_its_page_all_the_same() throws IOException {
        String name = "50% off#1? javascript:x";
        add(name + ".ipynb", "# Percent\n\ntext");
        add(
                "b.ipynb",
                "# B\n\n[a](<50%25 off%231%3F javascript%3Ax.ipynb#Percent>), [lone](100%.ipynb), [no](%E4.ipynb)");
        String address = "50%25%20off%231%3F%20javascript%3Ax.html";
        assertThat(Jsoup.parse(written("index.html")).select("main a").eachAttr("href"))
                .containsExactly(address, "b.html");
        assertThat(Jsoup.parse(written("b.html")).select("main p a").eachAttr("href"))
                .first()
                .isEqualTo(address + "#percent");
        assertThat(Jsoup.parse(written("search.html"))
                        .getElementById("sections")
                        .data())
                .contains("\"" + address + "#percent\"");
        assertThat(directory.resolve("site").resolve(name + ".html")).exists();
    }

    @Test
    void no_page_takes_the_place_of_another() throws IOException {
        add("a.ipynb", "# A of one directory");
        for (String name : List.of("a.ipynb", "A.ipynb", "search.ipynb", "Index.ipynb")) {
            assertThatThrownBy(() -> add(name, "# Another"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(name + " cannot be a page of this site")
                    .hasMessageEndingWith("give the notebook another name.");
        }
    }
}
