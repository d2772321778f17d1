// The tree of the databases of one notebook: what the kernel has told, what of it is open, what a filter leaves.

const RELATIONS = new Set(['table', 'view', 'virtual table']);

/** Whether rows can be read from it. */
export const isRelation = node => RELATIONS.has(node.kind);

const keyOf = (parent, node) => `${parent}\0${node.kind}\0${node.sql}`;

/** The kernel leaves out what is empty, and how a name is written where it is written as it is shown. */
function whole(node, place) {
  const { name, sql = name, detail = '', ddl = '', children = [] } = node;
  return { ...node, sql, detail, ddl, ...place, children: children.map(child => whole(child, place)) };
}

/** A connection as the root of its databases; where there is only one of these, of what is in it. */
function rootOf(told, known) {
  const root = { kind: 'connection', name: told.name, sql: told.sql, current: told.current, ddl: '' };
  root.detail = [told.current ? 'current' : '', told.readOnly ? 'read-only' : '', told.url].filter(Boolean).join(' · ');
  root.place = told.place;
  root.databases =
    told.databases?.map((each, i) => whole(each, { connection: told.sql, isInFirst: i === 0 })) ?? known.databases;
  root.children = root.databases.length === 1 ? root.databases[0].children : root.databases;
  return root;
}

/** What a filter leaves of a node: all of a table or column that fits, and the way to it. */
function filtered(node, words) {
  const isNamed = node.kind !== 'connection' && node.kind !== 'database';
  if (isNamed && words.every(word => node.name.toLowerCase().includes(word))) {
    return node;
  }
  const children = node.children.map(child => filtered(child, words)).filter(Boolean);
  return children.length ? { ...node, children, isWay: true } : null;
}

export class DatabaseModel {
  constructor() {
    this.connections = [];
    this.filter = '';
    /** What was opened or closed by hand, without a filter and with the one that is on now. */
    this.opened = new Map();
    this.openedInFilter = new Map();
    this.counts = new Map();
  }

  /** Takes over what the kernel tells; of a connection in which nothing has changed, it does not tell the databases. */
  heard({ connections }) {
    const known = new Map(this.connections.map(each => [each.sql, each]));
    this.connections = connections.map(each => rootOf(each, known.get(each.sql)));
  }

  clear() {
    this.connections = [];
    this.counts.clear();
  }

  setFilter(text) {
    this.filter = text;
    this.openedInFilter.clear();
  }

  isOpen(key, node) {
    if (this.filter.trim()) {
      return this.openedInFilter.get(key) ?? (node.isWay || !isRelation(node));
    }
    return this.opened.get(key) ?? (node.kind === 'connection' ? node.current : !isRelation(node));
  }

  toggle(row, open = !row.isOpen) {
    (this.filter.trim() ? this.openedInFilter : this.opened).set(row.key, open);
  }

  /** Whether a row is of the connection that statements are sent to. */
  isCurrent({ node }) {
    return this.connections.some(each => each.current && each.sql === (node.connection ?? node.sql));
  }

  /** What stands beside a name: the rows that were counted, else what the kernel tells. */
  detail({ key, node }) {
    return this.counts.get(key) ?? node.detail;
  }

  /** What to say of the rows of a table; null for what the kernel says. */
  setCount({ key }, text) {
    if (text === null) {
      this.counts.delete(key);
    } else {
      this.counts.set(key, text);
    }
  }

  /** Rows that were counted before the last cell are as good as an estimate. */
  age() {
    this.counts.forEach((text, key) => this.counts.set(key, text.replace(/^(?=\d)/, '≈ ')));
  }

  /** The rows that are to be seen, from top to bottom. */
  rows() {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [];
    const add = (nodes, level, parent) =>
      nodes.forEach((node, i) => {
        const key = keyOf(parent?.key ?? '', node);
        const isOpen = node.children.length > 0 && this.isOpen(key, node);
        const row = { key, node, level, parent, position: i + 1, siblings: nodes.length, isOpen };
        rows.push(row);
        if (isOpen) {
          add(node.children, level + 1, row);
        }
      });
    const roots = words.length ? this.connections.map(each => filtered(each, words)).filter(Boolean) : this.connections;
    add(roots, 1, null);
    return rows;
  }
}
