package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.model.Schema;

class IndexTextTest {

    @Test
    void terms_end_at_their_own_commas_and_the_condition_follows() {
        IndexText text = IndexText.of(
                "CREATE INDEX i ON t(a, coalesce(b, 'x,y') COLLATE NOCASE DESC, \"c\") WHERE a > 1 AND (b IN (2))");
        assertThat(text.terms()).containsExactly("a", "coalesce(b, 'x,y') COLLATE NOCASE DESC", "\"c\"");
        assertThat(text.where()).contains("a > 1 AND (b IN (2))");
        assertThat(IndexText.of("CREATE INDEX i ON t(a)").where()).isEmpty();
    }

    @Test
    void an_expression_stands_in_the_place_that_the_catalog_leaves_open() {
        IndexText text = IndexText.of("CREATE INDEX i ON t(a DESC, lower(b) COLLATE NOCASE ASC)");
        List<Schema.IndexedColumn> named = text.named(List.of(
                new Schema.IndexedColumn("a", "BINARY", true),
                new Schema.IndexedColumn(IndexText.EXPRESSION, "NOCASE", false)));
        assertThat(named)
                .containsExactly(
                        new Schema.IndexedColumn("a", "BINARY", true),
                        new Schema.IndexedColumn("lower(b)", "NOCASE", false));
    }
}
