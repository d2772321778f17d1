// The bar of a result: what is to be seen of it in words, the filters that hold, and what can be done with it.
import { Widget } from '@lumino/widgets';
import { filterIcon } from '@jupyterlab/ui-components';
import { button, element } from './dom.js';

const DELAY_MS = 250;

/** After so long somebody who waits is told so. */
const BUSY_MS = 200;

/** Fewer rows are found with the eyes. */
const SEARCHED_ROWS = 10;

export class ResultBar extends Widget {
  /**
   * @param result hears what is asked for
   * @param isSmall whether the result is a table that shows all it has; of its bar there is little to be seen
   */
  constructor(result, { isSmall, rows }) {
    super();
    this.addClass('rowan-Bar');
    this.toggleClass('rowan-mod-small', isSmall);
    this.result = result;
    this.search = element('input', {
      type: 'search',
      class: 'jp-mod-styled',
      placeholder: 'Filter rows',
      'aria-label': 'Filter rows',
      'data-lm-suppress-shortcuts': 'true'
    });
    this.fields = button('', 'Filter by column', () => result.arranging.toggleFields());
    filterIcon.element({ container: this.fields, tag: 'span' });
    this.fields.setAttribute('aria-label', 'Filter by column');
    this.table = button('Table', 'Show a plain table of the rows in view', () => result.toggleTable());
    this.exports = button('Export CSV', 'Write all rows, as they are filtered and sorted, to a file beside the notebook', () => result.exportAll());
    this.more = button('⋮', 'What can be done with this result', () => {
      const box = this.more.getBoundingClientRect();
      result.openWholeMenu(box.left, box.bottom);
    });
    this.more.setAttribute('aria-label', 'Actions for this result');
    this.more.setAttribute('aria-haspopup', 'menu');
    this.more.classList.add('rowan-Menu');
    this.chips = element('span', { class: 'rowan-Chips' });
    this.mistake = element('span', { class: 'rowan-Mistake', 'aria-live': 'polite' });
    this.busy = element('span', { class: 'rowan-Busy', role: 'status' });
    this.info = element('span', { class: 'rowan-Info', role: 'status' });
    this.spoken = element('span', { class: 'rowan-Spoken', 'aria-live': 'polite' });
    const tools = [...(!isSmall || rows >= SEARCHED_ROWS ? [this.search, this.fields] : []), ...(isSmall ? [] : [this.table, this.exports]), this.more];
    this.node.append(...(isSmall ? [this.info, ...tools] : [...tools, this.info]), this.busy, this.chips, this.mistake, this.spoken);
    this.search.addEventListener('keydown', event => event.key === 'Escape' && result.focus());
    let timer = 0;
    this.search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => result.arranging.search(this.search.value), DELAY_MS);
    });
  }

  /** Shows what holds of the rows. */
  describe(sentence, { live, arrangement, names }) {
    this.info.textContent = sentence;
    this.info.title = sentence;
    this.exports.disabled = !live;
    if (this.search !== document.activeElement) {
      this.search.value = arrangement.filter;
    }
    const chips = arrangement.filters.map(filter => {
      const text = element('bdi', {}, `${names[filter.column]} ${filter.text}`);
      const remove = button('×', `Show rows again whatever ${names[filter.column]} is`, () => this.result.arranging.unfilter(filter), 'rowan-Remove');
      remove.setAttribute('aria-label', `Remove the filter ${names[filter.column]} ${filter.text}`);
      return element('span', { class: 'rowan-Chip' }, text, remove);
    });
    this.chips.replaceChildren(...chips);
  }

  press(which, isPressed) {
    which.setAttribute('aria-pressed', String(isPressed));
  }

  say(sentence) {
    this.spoken.textContent = sentence;
    this.info.textContent = sentence;
  }

  /** Waits for an answer, and says so where it takes its time. */
  async during(answer) {
    const timer = setTimeout(() => {
      this.busy.textContent = 'working …';
      this.addClass('rowan-mod-busy');
    }, BUSY_MS);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      this.busy.textContent = '';
      this.removeClass('rowan-mod-busy');
    }
  }
}
