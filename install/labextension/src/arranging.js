// Which rows of a result a person wants to see, and in which order: the clicks on names, the fields of the filters, the menu.
import { conditionOf } from './conditions.js';
import { FilterFields } from './filterFields.js';

export class Arranging {
  constructor(result) {
    this.result = result;
    this.model = result.model;
    this.fields = null;
  }

  get bar() {
    return this.result.bar;
  }

  /** Shows other rows, or in another order, from their beginning; the cursor, if there is one, stays in its column. */
  async arrange(change) {
    const { result, model } = this;
    const { cursorColumn } = result.selection;
    try {
      if (!(await this.bar.during(model.arrange(change)))) {
        return; // Something else was asked for meanwhile.
      }
    } catch (error) {
      this.bar.say(error.message);
      return;
    }
    result.below.clear(); // Its row number meant another row.
    result.view.showBeginning();
    if (cursorColumn >= 0 && model.total > 0) {
      result.select(0, cursorColumn, { isFocused: result.hasFocus });
    }
  }

  sort(sort) {
    return this.arrange({ sort });
  }

  /** Sorts by a column: upwards, downwards, and then no longer; as a further column, or by it alone. */
  sortBy(column, isFurther) {
    if (column === undefined) {
      return undefined;
    }
    const { sort } = this.model.wanted;
    const known = sort.find(s => s.column === column);
    const others = isFurther ? sort.filter(s => s.column !== column) : [];
    const next = !known ? [{ column, descending: false }] : known.descending ? [] : [{ column, descending: true }];
    return this.sort([...others, ...next]);
  }

  search(filter) {
    return this.arrange({ filter });
  }

  /** One column has this condition and no other; none where it is empty. */
  filtered(column, text) {
    const others = this.model.wanted.filters.filter(filter => filter.column !== column);
    return this.arrange({ filters: text === '' ? others : [...others, { column, text }] });
  }

  /** Shows the rows that have a value in a column, or those that have another one. */
  filterBy(column, cell, isExcluded = false) {
    const text = conditionOf(cell, isExcluded);
    return isExcluded ? this.arrange({ filters: [...this.model.wanted.filters, { column, text }] }) : this.filtered(column, text);
  }

  unfilter({ column, text }) {
    return this.arrange({ filters: this.model.wanted.filters.filter(filter => filter.column !== column || filter.text !== text) });
  }

  clearFilters() {
    return this.arrange({ filter: '', filters: [] });
  }

  // ---- the fields of the filters

  /** Shows a field for each column, and goes to that of one. */
  showFields(column = this.result.cursor?.column ?? this.model.columns[0]) {
    if (!this.fields) {
      this.fields = new FilterFields(this.model.result.columns, this);
      this.describe(this.model.arrangement);
      this.result.view.showFields(this.fields.fields);
      this.bar.press(this.bar.fields, true);
    }
    this.fields.fields[column].focus();
  }

  hideFields() {
    if (this.fields) {
      this.fields = null;
      this.result.view.showFields(null);
      this.bar.press(this.bar.fields, false);
      this.mistaken('');
    }
  }

  toggleFields() {
    if (this.fields) {
      this.hideFields();
    } else {
      this.showFields();
    }
  }

  mistaken(sentence) {
    this.bar.mistake.textContent = sentence;
  }

  left() {
    this.result.focus();
  }

  describe({ filters }) {
    this.fields?.show(filters);
  }
}
