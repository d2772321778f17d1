// A panel in the left bar: the databases of the notebook that is in front.
import { ILayoutRestorer } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { PanelLayout, Widget } from '@lumino/widgets';
import { actionsOf } from './databaseActions.js';
import { databaseIcon } from './databaseIcons.js';
import { DatabaseModel } from './databaseModel.js';
import { DatabaseSource } from './databaseSource.js';
import { DatabaseTree } from './databaseTree.js';

/** After so long, what was said once makes room for how things are. */
const SAID_MS = 4_000;

const NOTHING = new DatabaseModel();

class DatabasePanel extends Widget {
  constructor(app, tracker) {
    super();
    this.app = app;
    this.tracker = tracker;
    this.id = 'rowan-database';
    this.addClass('rowan-Database');
    this.title.icon = databaseIcon;
    this.title.caption = 'Database';
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Database');
    /** By notebook, so that what was open there is open again when one comes back to it. */
    this.sources = new WeakMap();
    this.source = null;
    this.notebook = null;
    this.said = '';
    this.timer = 0;
    const actions = actionsOf(this);
    this.tree = new DatabaseTree(NOTHING, {
      toggled: (row, open) => {
        this.model.toggle(row, open);
        this.tree.refresh();
      },
      entered: row => actions.enter(row),
      asked: (row, x, y) => actions.ask(row, x, y)
    });
    this.layout = new PanelLayout();
    this.filter = this.filterField();
    this.obstacle = new Widget();
    this.obstacle.addClass('rowan-Obstacle');
    this.note = new Widget();
    this.note.addClass('rowan-Note');
    this.note.node.setAttribute('role', 'status');
    for (const part of [this.filterBar, this.obstacle, this.tree, this.note]) {
      this.layout.addWidget(part);
    }
    tracker.currentChanged.connect(this.follow, this);
  }

  filterField() {
    this.filterBar = new Widget();
    this.filterBar.addClass('rowan-Filter');
    const field = this.filterBar.node.appendChild(document.createElement('input'));
    field.type = 'search';
    field.className = 'jp-mod-styled';
    field.placeholder = 'Filter tables and columns';
    field.setAttribute('aria-label', field.placeholder);
    field.addEventListener('input', () => {
      this.model.setFilter(field.value);
      this.tree.node.scrollTop = 0;
      this.paint();
    });
    field.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault();
        this.tree.node.focus();
      }
    });
    return field;
  }

  get model() {
    return this.source?.model ?? NOTHING;
  }

  onAfterShow() {
    this.follow();
  }

  onAfterHide() {
    this.leave();
  }

  onActivateRequest() {
    (this.tree.isHidden ? this.node : this.tree.node).focus();
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
        const { sessionContext } = notebook;
        const source = this.sources.get(sessionContext) ?? new DatabaseSource(sessionContext);
        this.sources.set(sessionContext, source);
        this.source = source;
        source.begin(() => source === this.source && this.paint());
      }
    }
    this.filter.value = this.model.filter;
    this.paint();
  }

  /** Says once what was done, or why it was not. */
  say(text) {
    this.said = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.said = '';
      this.paint();
    }, SAID_MS);
    this.paint();
  }

  paint() {
    const obstacle = this.source ? this.source.obstacle() : 'No notebook is open. The databases of the one in front are shown here.';
    this.obstacle.node.textContent = obstacle;
    this.obstacle.setHidden(!obstacle);
    this.filterBar.setHidden(Boolean(obstacle));
    this.tree.setHidden(Boolean(obstacle));
    if (!obstacle) {
      this.tree.setModel(this.model);
    }
    this.note.node.textContent = obstacle ? '' : this.remark();
    this.note.setHidden(!this.note.node.textContent);
  }

  /** What there is to say about the tree. */
  remark() {
    const { model } = this;
    if (model.filter && this.tree.rows.length === 0) {
      return `Nothing is called ${model.filter}.`;
    }
    if (this.said) {
      return this.said;
    }
    if (this.source.isBusy) {
      return 'A cell is running. This is how it was before.';
    }
    const current = model.connections.find(each => each.current);
    return current?.children.length === 0 ? 'No tables yet. CREATE TABLE makes one.' : '';
  }
}

export const database = {
  id: 'rowan-labextension:database',
  description: 'Shows the databases of the current notebook in the left bar.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILayoutRestorer],
  activate: (app, tracker, restorer) => {
    const panel = new DatabasePanel(app, tracker);
    app.shell.add(panel, 'left', { rank: 150 });
    restorer?.add(panel, panel.id);
  }
};
