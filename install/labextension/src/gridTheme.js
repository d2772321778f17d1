// How a grid looks: a canvas knows no style sheet, so colours and fonts of the theme are read and handed in.
import { DataGrid, TextRenderer } from '@lumino/datagrid';
import { isNumber, kindOf, textOf } from './cells.js';

/** Pixels at the end of a name for the arrow that opens its menu. */
export const ARROW_WIDTH = 16;

/** Names, each with an arrow at its end. */
class HeadRenderer extends TextRenderer {
  constructor(height, arrowColor, options) {
    super({ ...options, elideDirection: 'right' });
    this.height = height;
    this.arrowColor = arrowColor;
  }

  paint(gc, config) {
    // The fields of the filters, if they are there, lie over what is below the names.
    const head = { ...config, height: this.height };
    super.paint(gc, { ...head, width: config.width - ARROW_WIDTH });
    const [x, y] = [config.x + config.width - ARROW_WIDTH, config.y + this.height / 2 - 2];
    gc.fillStyle = this.arrowColor;
    gc.beginPath();
    gc.moveTo(x, y);
    gc.lineTo(x + 8, y);
    gc.lineTo(x + 4, y + 5);
    gc.fill();
  }
}

/** Colours, fonts and renderers of the theme that is on now; names stand where the values of their column do. */
export function themed(isNumeric, headHeight) {
  const css = getComputedStyle(document.body);
  const of = (name, otherwise) => css.getPropertyValue(`--jp-${name}`).trim() || otherwise;
  const page = of('layout-color1', '#fff');
  const stripe = 'rgba(128, 128, 128, 0.08)';
  const head = of('layout-color2', '#f5f5f5');
  const line = of('border-color2', '#ddd');
  const text = of('content-font-color1', of('ui-font-color1', '#000'));
  // JupyterLab's own light one has 4.46:1 on the grey of names and of every second row, where 4.5:1 is due.
  const dim = document.body.dataset.jpThemeLight === 'false' ? of('content-font-color2', of('ui-font-color2', '#bbb')) : '#616161';
  const brand = of('brand-color1', '#1976d2');
  const font = `${of('code-font-size', '13px')} ${of('code-font-family', 'monospace')}`;
  const headFont = `bold ${of('ui-font-size1', '13px')} ${of('ui-font-family', 'sans-serif')}`;
  const cells = new TextRenderer({
    font: ({ value }) => (kindOf(value) === 'null' ? `italic ${font}` : font),
    textColor: ({ value }) => (kindOf(value) === 'null' ? dim : text),
    horizontalAlignment: ({ value }) => (isNumber(value) ? 'right' : 'left'),
    format: ({ value }) => oneLine(textOf(value)),
    // A number whose left end is cut off looks like another number.
    elideDirection: 'right'
  });
  const heads = new HeadRenderer(headHeight, dim, {
    font: headFont,
    textColor: text,
    horizontalAlignment: ({ column }) => (isNumeric(column) ? 'right' : 'left'),
    format: ({ value }) => oneLine(textOf(value))
  });
  const numberFont = `${pixels('var(--jp-ui-font-size0, 11px)')} ${of('ui-font-family', 'sans-serif')}`;
  const numbers = new TextRenderer({
    font: numberFont,
    textColor: dim,
    horizontalAlignment: 'right',
    format: ({ value }) => textOf(value)
  });
  return {
    font,
    headFont,
    numberFont,
    renderers: { body: cells, 'column-header': heads, 'row-header': numbers, 'corner-header': numbers },
    style: {
      ...DataGrid.defaultStyle,
      voidColor: page,
      backgroundColor: page,
      rowBackgroundColor: row => (row % 2 ? stripe : page),
      gridLineColor: line,
      headerBackgroundColor: head,
      headerGridLineColor: line,
      selectionFillColor: 'rgba(33, 150, 243, 0.2)',
      selectionBorderColor: brand,
      cursorBorderColor: brand,
      headerSelectionFillColor: 'rgba(33, 150, 243, 0.15)',
      headerSelectionBorderColor: brand,
      scrollShadow: { size: 6, color1: 'transparent', color2: 'transparent', color3: 'transparent' }
    }
  };
}

/** A size of the theme's that is relative to the font around it; a canvas has another one around it. */
function pixels(size) {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.fontSize = size;
  const { fontSize } = getComputedStyle(probe);
  probe.remove();
  return fontSize;
}

/** Line ends and tabs as signs, so that a row is one line. */
const oneLine = text => text.replace(/\r\n|\n|\r/g, '⏎').replace(/\t/g, '⇥');
