package rowan.display.experiment;

import java.util.List;
import java.util.stream.Collectors;
import rowan.display.markup.Html;
import rowan.display.markup.TextWidth;

/** A labelled line of evidence below a finding. */
record Fact(String label, String text) {

    private static final int LABEL_WIDTH = 6;

    static String plain(List<Fact> facts) {
        return facts.stream()
                .map(fact -> "  " + TextWidth.left(fact.label(), LABEL_WIDTH) + fact.text())
                .collect(Collectors.joining("\n"));
    }

    static Html html(List<Fact> facts) {
        List<Html> rows = facts.stream()
                .map(fact -> Html.element(
                        "tr",
                        Html.tag("th")
                                .with("scope", "row")
                                .with("style", "text-align: left; vertical-align: top; min-width: 3.5em")
                                .of(fact.label()),
                        Html.tag("td").with("style", "text-align: left").of(fact.text())))
                .toList();
        return Html.tag("table").with("style", "margin: 4px 0").of(Html.element("tbody", Html.join(rows)));
    }
}
