package rowan.display;

import rowan.model.Card;

/** Draws a {@link Card}. */
final class CardRenderer {

    private CardRenderer() {}

    static MimeBundle draw(Card value) {
        return MimeBundle.text(value.toString());
    }
}
