// What is shown below the rows of a result: the answer to one question about them.
import { Widget } from '@lumino/widgets';
import { button } from './dom.js';

export class BelowPanel extends Widget {
  constructor(result) {
    super();
    this.addClass('rowan-Below');
    this.result = result;
    this.clear();
  }

  /** Asks, and shows what `view(answer, close)` makes of it; `close` is the button that closes it. */
  async answer(question, view) {
    const { bar, model } = this.result;
    try {
      const answer = await bar.during(model.ask(question));
      const close = button('Close', 'Close', () => {
        this.clear();
        this.result.focus();
      });
      this.node.replaceChildren(...view(answer, close));
      this.show();
    } catch (error) {
      bar.say(error.message);
    }
  }

  clear() {
    this.hide();
    this.node.replaceChildren();
  }
}
