// A panel in the left bar: what was run, in this notebook and others, to be found, inserted and run again.
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { historyIcon } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import { HistorySource } from './historySource.js';
import { entryInWords } from './historyWords.js';

/** Of a long text, so much is drawn; the rest is inserted all the same. */
const DRAWN_CHARACTERS = 400;

const element = (parent, name, className, text = '') => {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  node.textContent = text;
  return node;
};

class HistoryPanel extends Widget {
  constructor(app, tracker) {
    super();
    this.app = app;
    this.tracker = tracker;
    this.source = null;
    this.notebook = null;
    this.active = 0;
    this.id = 'rowan-history';
    this.addClass('rowan-History');
    this.title.icon = historyIcon;
    this.title.caption = 'Query History';
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Query History');
    this.field = this.searchField();
    this.list = element(this.node, 'div', 'rowan-HistoryList');
    this.list.tabIndex = 0;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Enter runs in a new cell, Space inserts');
    this.list.addEventListener('keydown', event => this.keyDown(event));
    this.list.addEventListener('click', event => this.clicked(event));
    this.note = element(this.node, 'div', 'rowan-Note');
    this.note.setAttribute('role', 'status');
    tracker.currentChanged.connect(this.follow, this);
  }

  searchField() {
    const field = element(element(this.node, 'div', 'rowan-Filter'), 'input', 'jp-mod-styled');
    field.type = 'search';
    field.placeholder = 'Search what was run';
    field.setAttribute('aria-label', field.placeholder);
    field.addEventListener('input', () => {
      this.active = 0;
      this.source?.search(field.value);
    });
    field.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault();
        this.list.focus();
      }
    });
    return field;
  }

  onAfterShow() {
    this.follow();
  }

  onAfterHide() {
    this.leave();
  }

  onActivateRequest() {
    this.field.focus();
  }

  leave() {
    this.source?.end();
    this.source = null;
    this.notebook = null;
  }

  /** Turns to the notebook that is in front; while nobody looks, to none. */
  follow() {
    const notebook = this.isVisible ? this.tracker.currentWidget : null;
    if (notebook !== this.notebook) {
      this.leave();
      this.notebook = notebook;
      if (notebook) {
        this.source = new HistorySource(notebook.sessionContext, () => this.paint());
        this.source.search(this.field.value);
      }
    }
    this.paint();
  }

  get entries() {
    return this.source?.entries ?? [];
  }

  paint() {
    const now = new Date();
    this.list.replaceChildren();
    this.entries.forEach((entry, i) => {
      const item = element(this.list, 'div', 'rowan-HistoryItem');
      item.id = `rowan-history-${entry.id}`;
      item.dataset.index = i;
      item.setAttribute('role', 'option');
      item.title = 'Click inserts, Enter runs in a new cell';
      element(item, 'div', 'rowan-HistoryText', entry.text.trim().slice(0, DRAWN_CHARACTERS));
      element(item, 'div', entry.failed ? 'rowan-HistoryFailed' : 'rowan-HistoryDetail', entryInWords(entry, now));
    });
    if (this.source?.hasMore) {
      const more = element(this.list, 'button', 'rowan-HistoryMore jp-mod-styled', 'Show More');
      more.addEventListener('click', () => this.source.more());
    }
    this.choose(Math.min(this.active, this.entries.length - 1));
    this.note.textContent = this.remark();
    this.note.hidden = !this.note.textContent;
  }

  remark() {
    if (this.entries.length > 0) {
      return '';
    }
    if (!this.source?.send || this.source.shown === null) {
      return 'What was run is shown here when a notebook of the kernel Rowan is in front.';
    }
    return this.source.words ? `Nothing that was run contains ${this.source.words}.` : 'Nothing has been run yet.';
  }

  choose(index) {
    const items = this.list.querySelectorAll('[role="option"]');
    items[this.active]?.setAttribute('aria-selected', 'false');
    this.active = Math.max(0, Math.min(index, items.length - 1));
    const item = items[this.active];
    item?.setAttribute('aria-selected', 'true');
    if (item) {
      this.list.setAttribute('aria-activedescendant', item.id);
    } else {
      this.list.removeAttribute('aria-activedescendant');
    }
  }

  /** Goes to an entry that is to be seen. */
  goTo(index) {
    this.choose(index);
    this.list.querySelectorAll('[role="option"]')[this.active]?.scrollIntoView({ block: 'nearest' });
  }

  keyDown(event) {
    if (event.target !== this.list || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const last = this.entries.length - 1;
    const action = {
      ArrowDown: () => (this.active === last && this.source?.hasMore ? this.source.more() : this.goTo(this.active + 1)),
      ArrowUp: () => (this.active === 0 ? this.field.focus() : this.goTo(this.active - 1)),
      Home: () => this.goTo(0),
      End: () => this.goTo(last),
      Enter: () => this.write(this.entries[this.active], true),
      ' ': () => this.write(this.entries[this.active], false)
    }[event.key];
    if (action && last >= 0) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }

  clicked(event) {
    const item = event.target.closest('.rowan-HistoryItem');
    if (item) {
      this.choose(Number(item.dataset.index));
      this.write(this.entries[this.active], false);
    }
  }

  /** Into the active cell where that is empty, else into a new one below it. Whoever runs it goes on in the list. */
  async write({ text }, run) {
    const { content, sessionContext, id } = this.notebook;
    const isEmpty = cell => cell?.model.type === 'code' && !cell.model.sharedModel.getSource().trim();
    if (!isEmpty(content.activeCell)) {
      NotebookActions.insertBelow(content);
    }
    const cell = content.activeCell;
    cell.model.sharedModel.setSource(text.trim());
    if (run) {
      await NotebookActions.run(content, sessionContext);
      return;
    }
    await cell.ready;
    cell.editor.focus();
    this.app.shell.activateById(id);
  }
}

export const history = {
  id: 'rowan-labextension:history',
  description: 'Shows in the left bar what was run.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILayoutRestorer, ICommandPalette],
  activate: (app, tracker, restorer, palette) => {
    const panel = new HistoryPanel(app, tracker);
    app.shell.add(panel, 'left', { rank: 151 });
    restorer?.add(panel, panel.id);
    const command = 'rowan:show-history';
    app.commands.addCommand(command, { label: 'Show Query History', execute: () => app.shell.activateById(panel.id) });
    palette?.addItem({ command, category: 'Rowan' });
  }
};
