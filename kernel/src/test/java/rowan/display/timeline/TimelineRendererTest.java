package rowan.display.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import rowan.Golden;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.Recorded;
import rowan.model.Timeline;
import rowan.model.Timeline.Course;
import rowan.model.Timeline.Ending;
import rowan.model.Timeline.Hold;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.Sent;
import rowan.model.Timeline.State;
import rowan.model.Timeline.Stretch;

/** Timelines as they are drawn. */
class TimelineRendererTest {

    private final Renderers renderers = new Renderers();

    private static Stretch ms(long from, long to) {
        return new Stretch(Duration.ofMillis(from), Duration.ofMillis(to));
    }

    private static Sent done(String text, String place, long from, long to, Stretch... waits) {
        return new Sent(text, place, State.DONE, Optional.empty(), new Course(ms(from, to), List.of(waits)));
    }

    private static Hold held(Lock lock, String since, String until, long from, long to) {
        return new Hold(lock, since, Ending.ENDED, Optional.of(until), ms(from, to));
    }

    /** A transfer on one connection, and one on another that waits for it, reads, and is refused. */
    private static final Timeline SCENE = new Timeline(
            List.of(
                    new Lane(
                            "bank.db",
                            1,
                            List.of(
                                    done("BEGIN IMMEDIATE", "In[3]:1", 0, 1),
                                    done("UPDATE accounts SET balance = 90 WHERE id = 1", "In[3]:2", 2, 12),
                                    done("COMMIT", "In[5]:1", 800, 812)),
                            List.of(held(Lock.WRITE, "1", "3", 0, 812))),
                    new Lane(
                            "A",
                            1,
                            List.of(
                                    done("BEGIN", "In[4]:2", 100, 101),
                                    done("SELECT sum(balance) FROM accounts", "In[4]:3", 102, 110),
                                    new Sent(
                                            "UPDATE accounts SET balance = 60 WHERE id = 2",
                                            "In[4]:4",
                                            State.FAILED,
                                            Optional.of("The database is locked by another connection."),
                                            new Course(ms(112, 712), List.of(ms(112, 710)))),
                                    done("ROLLBACK", "In[6]:1", 9_000, 9_005)),
                            List.of(held(Lock.SNAPSHOT, "5", "7", 102, 9_005))),
                    new Lane(
                            "connection 1 (writer)",
                            1,
                            List.of(new Sent(
                                    "DELETE FROM accounts",
                                    "",
                                    State.WAITING,
                                    Optional.empty(),
                                    new Course(ms(9_010, 9_110), List.of(ms(9_010, 9_110))))),
                            List.of())),
            List.of("3 more statements of In[6] are not shown."));

    private Document html(Timeline timeline) {
        return Jsoup.parse((String) renderers.render(timeline).data().get(MimeBundle.HTML));
    }

    private static BufferedImage picture(Document html) throws IOException {
        String source = html.select("img").attr("src");
        return ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1))));
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    @Test
    void as_text_it_says_all_that_the_picture_says() {
        Golden.assertSame("timeline.txt", () -> renderers.render(SCENE).plain());
    }

    @Test
    void as_html_it_is_a_picture_with_words_for_it_and_a_table() throws IOException {
        Document html = html(SCENE);
        assertThat(html.select("thead th[scope=col]").eachText())
                .containsExactly("#", "begins", "took", "waited", "connection", "line", "statement", "outcome");
        assertThat(html.select("tbody tr")).hasSize(8);
        assertThat(html.select("tbody tr").get(5).select("td").eachText())
                .contains("600 ms", "598 ms", "✗ The database is locked by another connection.");
        assertThat(html.select("img").attr("alt"))
                .contains("8 statements on 3 connections")
                .contains("6 waited 598 ms for the write lock, held by bank.db since 1.");
        BufferedImage picture = picture(html);
        Set<Integer> colours = colours(picture);
        for (Color ink : List.of(
                Palette.Ink.GROUND,
                Palette.Ink.TEXT,
                Palette.Ink.BAD,
                Palette.Ink.series(0),
                Palette.Ink.series(1),
                Palette.Ink.series(2))) {
            assertThat(colours).contains(ink.getRGB() & 0xFFFFFF);
        }
    }

    @Test
    void what_a_notebook_has_stored_can_be_drawn_again_from_its_record_alone() {
        MimeBundle drawn = renderers.render(SCENE);
        @SuppressWarnings("unchecked")
        var record = (java.util.Map<String, Object>) drawn.data().get(MimeBundle.LOG);
        assertThat(renderers.render(Recorded.read(MimeBundle.LOG, record))).isEqualTo(drawn);
    }

    @Test
    void whatever_names_and_statements_contain_is_shown_and_does_nothing() {
        String evil = "</td><script>alert('x')</script> \u202e \u001b[31m \"q\" 😀\n";
        Timeline timeline =
                new Timeline(List.of(new Lane(evil, 0, List.of(done(evil, evil, 0, 0)), List.of())), List.of());
        Document html = html(timeline);
        assertThat(html.select("script")).isEmpty();
        assertThat(html.select("tbody td")).hasSize(8);
        assertThat(html.select("code").text()).contains("😀").contains("⟨U+202E⟩");
        assertThat(renderers.render(timeline).plain()).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void many_statements_and_connections_leave_a_picture_that_can_be_seen() throws IOException {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<Sent> sent = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                sent.add(done("SELECT " + j, "", 10 * i + j, 10 * i + j));
            }
            lanes.add(new Lane("connection " + (i + 1), 0, sent, List.of()));
        }
        Document html = html(new Timeline(lanes, List.of()));
        assertThat(html.select("p").eachText()).contains("80 more connections not drawn; the table has all.");
        assertThat(html.select("tbody tr")).hasSize(500);
        assertThat(picture(html).getHeight()).isLessThan(2_500);
    }

    @Test
    void without_fonts_the_picture_is_drawn_in_characters() {
        assertThat(TimelineText.of(SCENE, SCENE.lanes())).contains("bank.db").contains("█");
    }
}
