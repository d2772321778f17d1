// A tree of rows of one height, of which only those are drawn that can be seen; by keyboard like any tree.
import { Widget } from '@lumino/widgets';
import { iconOf, moreIcon } from './databaseIcons.js';

const ROW_HEIGHT = 24;

/** Rows that are drawn above and below what can be seen. */
const MARGIN = 10;

/** After so long, a letter begins a new word. */
const TYPING_MS = 700;

function element(tag, className, text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

export class DatabaseTree extends Widget {
  /**
   * The listener is told: `toggled(row, open)`, `entered(row)` for the key Enter and a double click, and `asked(row, x, y)` for
   * what can be done with a row.
   */
  constructor(model, listener) {
    super();
    this.addClass('rowan-Tree');
    this.listener = listener;
    this.rows = [];
    this.active = -1;
    this.drawn = new Map();
    this.typed = { text: '', at: 0 };
    this.space = this.node.appendChild(element('div', 'rowan-TreeSpace'));
    this.space.setAttribute('role', 'none');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'tree');
    this.node.setAttribute('aria-label', 'Databases of the notebook');
    this.setModel(model);
  }

  setModel(model) {
    this.model = model;
    this.refresh();
  }

  /** Draws anew what the model holds; the active row stays the one it is. */
  refresh() {
    const key = this.activeRow?.key;
    this.rows = this.model.rows();
    const same = this.rows.findIndex(row => row.key === key);
    this.active = same >= 0 ? same : Math.min(Math.max(this.active, 0), this.rows.length - 1);
    this.drawn.forEach(node => node.remove());
    this.drawn.clear();
    this.space.style.height = `${this.rows.length * ROW_HEIGHT}px`;
    this.draw();
  }

  get activeRow() {
    return this.rows[this.active];
  }

  /** Draws the rows that can be seen, and the active one, which the tree names to screen readers. */
  draw() {
    const { scrollTop, clientHeight } = this.node;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(this.rows.length, Math.ceil((scrollTop + clientHeight) / ROW_HEIGHT) + MARGIN);
    const isNear = i => (i >= first && i < last) || i === this.active;
    for (const [i, node] of this.drawn) {
      if (!isNear(i)) {
        node.remove();
        this.drawn.delete(i);
      }
    }
    for (let i = first; i < last; i++) {
      this.drawRow(i);
    }
    if (this.active >= 0) {
      this.drawRow(this.active);
    }
    this.drawn.forEach((node, i) => node.setAttribute('aria-selected', String(i === this.active)));
    this.node.setAttribute('aria-activedescendant', this.drawn.get(this.active)?.id ?? '');
  }

  drawRow(i) {
    if (!this.drawn.has(i)) {
      const node = this.rowNode(this.rows[i], i);
      this.drawn.set(i, node);
      this.space.append(node);
    }
  }

  rowNode(row, i) {
    const { node, level, position, siblings, isOpen } = row;
    const detail = this.model.detail(row);
    const item = element('div', 'rowan-Row');
    item.id = `${this.id}-row-${i}`;
    item.dataset.index = String(i);
    item.dataset.kind = node.kind;
    item.dataset.current = String(Boolean(node.current));
    item.style.top = `${i * ROW_HEIGHT}px`;
    item.style.setProperty('--rowan-level', String(level - 1));
    item.title = [`${node.kind} ${node.name}`, detail, node.place].filter(Boolean).join('\n');
    item.setAttribute('role', 'treeitem');
    item.setAttribute('aria-level', String(level));
    item.setAttribute('aria-posinset', String(position));
    item.setAttribute('aria-setsize', String(siblings));
    item.setAttribute('aria-label', [node.kind, node.name, detail].filter(Boolean).join(', '));
    const twisty = element('span', 'rowan-Twisty');
    if (node.children.length) {
      item.setAttribute('aria-expanded', String(isOpen));
      twisty.textContent = isOpen ? '▾' : '▸';
    }
    const icon = element('span', 'rowan-RowIcon');
    iconOf(node.kind).element({ container: icon, tag: 'span' });
    const button = element('button', 'rowan-More');
    button.type = 'button';
    button.tabIndex = -1;
    button.title = 'What can be done with it';
    button.setAttribute('aria-label', `Actions for ${node.name}`);
    moreIcon.element({ container: button, tag: 'span' });
    item.append(twisty, icon, element('bdi', 'rowan-RowName', node.name), element('bdi', 'rowan-RowDetail', detail), button);
    return item;
  }

  /** Makes a row the active one, and scrolls as little as it takes to see it. */
  activate(i) {
    this.active = Math.min(Math.max(i, 0), this.rows.length - 1);
    const top = this.active * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.node;
    if (top < scrollTop) {
      this.node.scrollTop = top;
    } else if (top + ROW_HEIGHT > scrollTop + clientHeight) {
      this.node.scrollTop = top + ROW_HEIGHT - clientHeight;
    }
    this.draw();
  }

  /** Asks what can be done with the active row, at the row. */
  ask() {
    const box = this.drawn.get(this.active).getBoundingClientRect();
    this.listener.asked(this.activeRow, box.left + 24, box.bottom);
  }

  toggle(open) {
    if (this.activeRow.node.children.length) {
      this.listener.toggled(this.activeRow, open);
    }
  }

  onAfterAttach() {
    for (const type of ['scroll', 'mousedown', 'click', 'dblclick', 'contextmenu', 'keydown']) {
      this.node.addEventListener(type, this);
    }
  }

  onBeforeDetach() {
    for (const type of ['scroll', 'mousedown', 'click', 'dblclick', 'contextmenu', 'keydown']) {
      this.node.removeEventListener(type, this);
    }
  }

  onAfterShow() {
    this.draw();
  }

  onResize() {
    this.draw();
  }

  handleEvent(event) {
    if (event.type === 'scroll') {
      this.draw();
    } else if (event.type === 'keydown') {
      this.keyDown(event);
    } else {
      if (event.type === 'contextmenu') {
        // Lab's own has nothing for a tree. The keys that make one, too, are answered as keys.
        event.preventDefault();
        event.stopPropagation();
      }
      const item = event.target.closest('.rowan-Row');
      if (item) {
        this.pointed(event, Number(item.dataset.index));
      }
    }
  }

  pointed(event, i) {
    const isOn = name => event.target.closest(name) !== null;
    if (event.type === 'mousedown') {
      this.activate(i);
    } else if (event.type === 'contextmenu') {
      this.listener.asked(this.rows[i], event.clientX, event.clientY);
    } else if (event.type === 'click' && isOn('.rowan-More')) {
      this.node.focus();
      this.ask();
    } else if (event.type === 'click' && isOn('.rowan-Twisty')) {
      this.toggle();
    } else if (event.type === 'dblclick' && !isOn('.rowan-More, .rowan-Twisty')) {
      this.listener.entered(this.rows[i]);
    }
  }

  keyDown(event) {
    const row = this.activeRow;
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const page = Math.max(1, Math.floor(this.node.clientHeight / ROW_HEIGHT) - 1);
    const keys = {
      ArrowDown: () => this.activate(this.active + 1),
      ArrowUp: () => this.activate(this.active - 1),
      PageDown: () => this.activate(this.active + page),
      PageUp: () => this.activate(this.active - page),
      Home: () => this.activate(0),
      End: () => this.activate(this.rows.length - 1),
      ArrowRight: () => (row.isOpen ? this.activate(this.active + 1) : this.toggle(true)),
      ArrowLeft: () => (row.isOpen ? this.toggle(false) : this.activate(this.rows.indexOf(row.parent ?? row))),
      Enter: () => this.listener.entered(row),
      ContextMenu: () => this.ask()
    };
    const isTyped = event.key.length === 1 && (event.key !== ' ' || this.typing(event));
    const action = event.shiftKey && event.key === 'F10' ? keys.ContextMenu : isTyped ? () => this.type(event) : keys[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    } else if (event.key === ' ') {
      event.preventDefault();
      this.toggle();
    }
  }

  typing(event) {
    return this.typed.text !== '' && event.timeStamp - this.typed.at < TYPING_MS;
  }

  /** Goes to the next row that begins with what was typed, or else with the last letter of it. */
  type(event) {
    const letter = event.key.toLowerCase();
    const text = (this.typing(event) ? this.typed.text : '') + letter;
    const whole = text.length > 1 ? this.find(text, this.active) : -1;
    const at = whole >= 0 ? whole : this.find(letter, this.active + 1);
    this.typed = { text: whole >= 0 ? text : letter, at: event.timeStamp };
    if (at >= 0) {
      this.activate(at);
    }
  }

  /** The first row from one on, round the end, whose name begins so. */
  find(beginning, from) {
    const { rows } = this;
    for (let i = 0; i < rows.length; i++) {
      const at = (from + i) % rows.length;
      if (rows[at].node.name.toLowerCase().startsWith(beginning)) {
        return at;
      }
    }
    return -1;
  }
}
