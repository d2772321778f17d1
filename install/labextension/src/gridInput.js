// Mouse and keys of a grid, where they differ from Lumino's own.
import { BasicKeyHandler, BasicMouseHandler } from '@lumino/datagrid';

/** Pixels beside a border at which it is dragged. */
const EDGE = 6;

/** A click on a name sorts by it, with Shift as a further column; a double click on a border fits the column. */
export class Mouse extends BasicMouseHandler {
  constructor(view) {
    super();
    this.view = view;
    this.pressed = -1;
  }

  onMouseDown(grid, event) {
    const hit = grid.hitTest(event.clientX, event.clientY);
    const onBorder = hit.x < EDGE || hit.width - hit.x <= EDGE;
    this.pressed = hit.region === 'column-header' && !onBorder && !event.altKey ? hit.column : -1;
    if (this.pressed < 0) {
      super.onMouseDown(grid, event);
    }
  }

  onMouseUp(grid, event) {
    if (this.pressed >= 0) {
      this.view.sortBy(this.pressed, event.shiftKey);
      this.pressed = -1;
    }
    super.onMouseUp(grid, event);
  }

  onMouseDoubleClick(grid, event) {
    const hit = grid.hitTest(event.clientX, event.clientY);
    if (hit.region === 'column-header') {
      // Lumino's own reads up to a million rows for this.
      const column = hit.x < EDGE ? hit.column - 1 : hit.width - hit.x <= EDGE ? hit.column : -1;
      if (column >= 0) {
        this.view.fitColumn(column);
      }
    } else if (hit.region === 'body') {
      this.view.showValue();
    }
    this.release();
  }
}

export class Keys extends BasicKeyHandler {
  constructor(view) {
    super();
    this.view = view;
  }

  onKeyDown(grid, event) {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Tab') {
      return; // It leaves the grid, as everywhere.
    }
    const own = {
      Escape: () => this.view.leave(),
      Enter: () => (event.altKey ? this.view.sortBy(grid.selectionModel.cursorColumn, event.shiftKey) : this.view.showValue()),
      Home: () => this.move(grid, control ? 0 : null, 0),
      End: () => this.move(grid, control ? grid.rowCount('body') - 1 : null, grid.columnCount('body') - 1)
    };
    const action = control && event.key.toLowerCase() === 'c' ? () => this.view.copy() : own[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    } else {
      super.onKeyDown(grid, event);
    }
  }

  move(grid, row, column) {
    const model = grid.selectionModel;
    const r = row ?? Math.max(0, model.cursorRow);
    model.select({ r1: r, r2: r, c1: column, c2: column, cursorRow: r, cursorColumn: column, clear: 'all' });
    grid.scrollToCursor();
  }
}
