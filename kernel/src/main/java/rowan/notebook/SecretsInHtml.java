package rowan.notebook;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import rowan.model.Secrets;

/** Passwords in HTML, looked for in its texts and attributes, so that no tag is taken for a part of one. */
final class SecretsInHtml {

    private SecretsInHtml() {}

    /** HTML with {@code ***} in the place of every password; as it was where there is none. */
    static String masked(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        page.outputSettings().prettyPrint(false);
        String before = page.body().html();
        page.nodeStream(TextNode.class).forEach(text -> text.text(Secrets.masked(text.getWholeText())));
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(SecretsInHtml::mask);
        }
        String after = page.body().html();
        return after.equals(before) ? html : after;
    }

    /** A picture that an address contains is long, and none of a person's words. */
    private static void mask(Attribute attribute) {
        if (!attribute.getValue().startsWith("data:")) {
            attribute.setValue(Secrets.masked(attribute.getValue()));
        }
    }
}
