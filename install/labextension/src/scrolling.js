// A far place is painted once, with its rows. They come within some hundredths of a second; painted before that, the place
// would flicker.
import { MessageLoop } from '@lumino/messaging';

/** What a grid posts to its viewport to scroll to where its scroll bars stand. */
const SCROLL = 'scroll-request';

/** What it posts to make a column wider; it forgets then where it was to scroll to. */
const RESIZE = 'column-resize-request';

/** After so long the place is painted without its rows. */
const PATIENCE_MS = 60;

/** Lets a grid scroll when the rows are there that will be seen, or after a moment; all rows have one height in pixels. */
export function scrollWithRows(grid, model, rowHeight) {
  /** Where it will be; null while it waits for nothing. */
  let place = null;
  let timer = 0;
  let isOver = false;
  const visible = y => grid.currentViewport && [Math.floor(y / rowHeight), Math.floor((y + grid.pageHeight - 1) / rowHeight)];
  model.visible = () => visible(place ? place.y : grid.scrollY);
  const go = () => {
    isOver = true;
    grid.scrollTo(place.x, place.y);
  };
  const barsPlace = () => ({ x: grid.scrollX, y: grid.scrollY });
  /** Where it was to scroll to when the first of several columns was made wider. */
  let forgotten = null;
  const remind = () => {
    const { x, y } = forgotten;
    forgotten = null;
    if (grid.scrollX !== x || grid.scrollY !== y) {
      grid.scrollTo(x, y);
    }
  };
  MessageLoop.installMessageHook(grid.viewport, (_, message) => {
    if (message.type === RESIZE && !forgotten) {
      forgotten = place ?? barsPlace();
      queueMicrotask(remind);
    }
    if (message.type !== SCROLL) {
      return true;
    }
    place = barsPlace();
    if (isOver || model.hasVisible()) {
      clearTimeout(timer);
      timer = 0;
      place = null;
      isOver = false;
      return true;
    }
    model.fetch();
    timer ||= setTimeout(go, PATIENCE_MS);
    return false;
  });
  model.changed.connect(() => {
    if (timer && !isOver && model.hasVisible()) {
      go();
    }
  });
}
