// One field for each column, in which a condition is written. Where they stand is for others to say.
import { GRAMMAR, HINT, mistakeIn } from './conditions.js';
import { element } from './dom.js';

const DELAY_MS = 250;

export class FilterFields {
  /** The listener is told `filtered(column, text)`, `mistaken(sentence)` and `left()`. */
  constructor(names, listener) {
    this.names = names;
    this.listener = listener;
    this.fields = names.map((name, column) => this.field(name, column));
  }

  field(name, column) {
    const field = element('input', {
      type: 'text',
      class: 'jp-mod-styled rowan-Field',
      placeholder: HINT,
      title: `Rows in which ${name} is:\n${GRAMMAR}`,
      'aria-label': `Filter of ${name}`,
      spellcheck: 'false',
      autocomplete: 'off',
      dir: 'auto',
      // On the very node that has the focus: Escape must not be the notebook's.
      'data-lm-suppress-shortcuts': 'true'
    });
    // Read after a moment, and at once where one leaves it: each field on its own.
    let timer = 0;
    const read = () => {
      if (timer) {
        clearTimeout(timer);
        timer = 0;
        this.read(column);
      }
    };
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(read, DELAY_MS);
    });
    field.addEventListener('blur', read);
    field.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        read();
      } else if (event.key === 'Escape') {
        this.listener.left();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
    return field;
  }

  /** Reads what is written; a mistake is said, and what is shown stays. */
  read(column) {
    const text = this.fields[column].value.trim();
    const mistake = mistakeIn(text);
    this.mark(column, mistake !== '');
    this.listener.mistaken(mistake && `${this.names[column]}: ${mistake} For instance: ${HINT}`);
    if (!mistake) {
      this.listener.filtered(column, text);
    }
  }

  mark(column, isWrong) {
    this.fields[column].setAttribute('aria-invalid', String(isWrong));
  }

  /** Shows the filters that hold; the field in which somebody writes stays as it is. */
  show(filters) {
    this.fields.forEach((field, column) => {
      const own = filters.filter(filter => filter.column === column);
      if (field !== document.activeElement && field.getAttribute('aria-invalid') !== 'true') {
        field.value = own.length === 1 ? own[0].text : '';
        field.placeholder = own.length > 1 ? `${own.length} conditions` : HINT;
      }
    });
  }
}
