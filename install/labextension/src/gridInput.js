// Mouse and keys of a result, where they differ from Lumino's own.
import { BasicKeyHandler, BasicMouseHandler } from '@lumino/datagrid';
import { ARROW_WIDTH } from './gridTheme.js';

/** Pixels beside a border at which it is dragged. */
const EDGE = 6;

/**
 * What a key does in a result, whichever way that is shown; undefined where it is no key of ours.
 *
 * @param place tells `lastRow` and `lastColumn`
 */
export function actionOf(event, result, place) {
  const control = event.ctrlKey || event.metaKey;
  const { selection } = result;
  const go = (row, column) => result.select(row ?? Math.max(0, selection.cursorRow), column);
  if (control) {
    return {
      a: () => result.selectAll(),
      c: () => result.copy('tsv', false),
      home: () => go(0, 0),
      end: () => go(place.lastRow, place.lastColumn)
    }[event.key.toLowerCase()];
  }
  if (event.shiftKey && event.key === 'F10') {
    return () => result.openMenuAtCursor();
  }
  return {
    Escape: () => result.leave(),
    Enter: () => (event.altKey ? result.arranging.sortBy(result.cursor?.column, event.shiftKey) : result.showValue()),
    Home: () => go(null, 0),
    End: () => go(null, place.lastColumn),
    ContextMenu: () => result.openMenuAtCursor()
  }[event.key];
}

/** What is done for a key is done once. */
export function handle(event, action) {
  if (action) {
    event.preventDefault();
    event.stopPropagation();
    action();
  }
  return Boolean(action);
}

/**
 * A click on a name sorts by it, with Shift as a further column; the arrow beside it opens a menu, and so does the right
 * button; a double click on a border fits the column.
 */
export class Mouse extends BasicMouseHandler {
  constructor(canvas, result) {
    super();
    this.canvas = canvas;
    this.result = result;
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
      const column = this.canvas.model.columns[this.pressed];
      const hit = grid.hitTest(event.clientX, event.clientY);
      this.pressed = -1;
      if (hit.width - hit.x <= EDGE + ARROW_WIDTH) {
        this.result.openMenu({ column }, event.clientX, event.clientY);
      } else {
        this.result.arranging.sortBy(column, event.shiftKey);
      }
    }
    super.onMouseUp(grid, event);
  }

  onMouseDoubleClick(grid, event) {
    const hit = grid.hitTest(event.clientX, event.clientY);
    if (hit.region === 'column-header') {
      // Lumino's own reads up to a million rows for this.
      const column = hit.x < EDGE ? hit.column - 1 : hit.width - hit.x <= EDGE ? hit.column : -1;
      if (column >= 0) {
        this.canvas.fitColumn(column);
      }
    } else if (hit.region === 'body') {
      this.result.showValue();
    }
    this.release();
  }

  onContextMenu(grid, event) {
    event.preventDefault();
    event.stopPropagation();
    const hit = grid.hitTest(event.clientX, event.clientY);
    const column = this.canvas.model.columns[hit.column];
    if (hit.region === 'body') {
      this.result.openMenuAt(hit.row, hit.column, event.clientX, event.clientY);
    } else {
      this.result.openMenu(hit.region === 'column-header' ? { column } : {}, event.clientX, event.clientY);
    }
  }
}

export class Keys extends BasicKeyHandler {
  constructor(result) {
    super();
    this.result = result;
  }

  onKeyDown(grid, event) {
    if (event.key === 'Tab') {
      return; // It leaves the grid, as everywhere.
    }
    const place = { lastRow: grid.rowCount('body') - 1, lastColumn: grid.columnCount('body') - 1 };
    if (!handle(event, actionOf(event, this.result, place))) {
      super.onKeyDown(grid, event);
    }
  }
}
