// The results that a notebook shows.

/** Works in the page with the result of a cell, the first of its output; null where there is none. */
export const gridOf = (page, index, work, argument) =>
  page.evaluate(
    ([i, source, value]) => {
      const area = window.jupyterapp.shell.currentWidget.content.widgets[i].outputArea;
      const stack = [area];
      while (stack.length) {
        const widget = stack.pop();
        if (widget.hasClass('rowan-Result')) {
          return new Function('grid', 'value', `return (${source})(grid, value)`)(widget, value);
        }
        stack.push(...(widget.layout?.[Symbol.iterator] ? widget.layout : []));
      }
      return null;
    },
    [index, String(work), argument]
  );
