package rowan.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Token;

class GrammarTest {

    private static final Grammar GRAMMAR = Grammar.of("""
            # A small language.
            statement
                = GIVE-ME things [ !PLEASE ] | ~TAKE <thing as taken> @it=taken [ 'away' | "off" ] '(' <part of taken>
                  { ',' <part of taken> } ')'
            things
                = <thing> { ',' <thing> }
            names: ME
            colours: red green
                blue
            """, Set.of("GIVE", "ME", "PLEASE", "TAKE"));

    private static List<Token> tokens(String text) {
        return new SqliteLexicon()
                .tokenize(text).stream().filter(Token::isSignificant).toList();
    }

    private static String expected(String text) {
        return GRAMMAR.behind(tokens(text)).expected().stream()
                .map(each -> each instanceof Expected.Word word
                        ? word.text() + (word.weight() == 0 ? "" : " " + word.weight())
                        : "<" + ((Expected.Name) each).kind() + ">")
                .collect(Collectors.joining(", "));
    }

    @Test
    void what_may_stand_at_a_place_comes_in_the_order_of_the_grammar_with_its_weight() {
        assertThat(expected("")).isEqualTo("GIVE ME, TAKE -1");
        assertThat(expected("give me")).isEqualTo("<thing>");
        assertThat(expected("GIVE ME bread")).isEqualTo("PLEASE 1");
        assertThat(expected("GIVE ME bread,")).isEqualTo("<thing>");
        assertThat(expected("TAKE bread")).isEqualTo("away");
    }

    @Test
    void who_has_begun_what_belongs_together_is_offered_the_rest() {
        assertThat(expected("GIVE")).isEqualTo("ME 2");
    }

    @Test
    void names_have_roles_and_what_is_listed_already_is_known() {
        Place place = GRAMMAR.behind(tokens("TAKE bread off (crust, "));
        assertThat(place.role("taken").orElseThrow().name()).isEqualTo("bread");
        assertThat(place.rows()).containsEntry("it", "taken");
        assertThat(place.expected()).containsExactly(new Expected.Name("part", "taken"));
        assertThat(place.listed().get(new Expected.Name("part", "taken")))
                .extracting(Token::name)
                .containsExactly("crust");
    }

    @Test
    void a_keyword_is_a_name_in_quotes_or_where_the_grammar_says_so() {
        assertThat(GRAMMAR.isBeginning(tokens("GIVE ME me"))).isTrue();
        assertThat(GRAMMAR.isBeginning(tokens("GIVE ME \"take\""))).isTrue();
        assertThat(GRAMMAR.isBeginning(tokens("GIVE ME take"))).isFalse();
    }

    @Test
    void what_is_wrong_is_passed_over() {
        assertThat(expected("GIVE ME bread, , water,")).isEqualTo("<thing>");
        assertThat(expected("GIVE ME now bread GIVE ME water")).isEqualTo("PLEASE 1");
        assertThat(expected("nonsense GIVE ME")).isEqualTo("<thing>");
    }

    @Test
    void what_is_in_closed_parentheses_does_not_matter_to_what_follows() {
        assertThat(GRAMMAR.isBeginning(tokens("TAKE bread (+ + +)"))).isTrue();
    }

    @Test
    void lists_are_words() {
        assertThat(GRAMMAR.list("colours")).containsExactly("red", "green", "blue");
        assertThat(GRAMMAR.list("shapes")).isEmpty();
    }

    @Test
    void a_grammar_that_does_not_keep_its_notation_is_refused() {
        assertThatThrownBy(() -> Grammar.of("statement = GIVE [ ME", Set.of())).hasMessageContaining("lacks a ]");
        assertThatThrownBy(() -> Grammar.of("statement = GIVE ]", Set.of())).hasMessageContaining("too much");
        assertThatThrownBy(() -> Grammar.of("statement = %", Set.of())).hasMessageContaining("not understood");
        Grammar incomplete = Grammar.of("statement = gift", Set.of());
        assertThatThrownBy(() -> incomplete.isBeginning(List.of())).hasMessageContaining("no rule gift");
    }
}
