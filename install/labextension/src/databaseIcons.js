// What stands before the names of a database, in the colours of the theme.
import { LabIcon } from '@jupyterlab/ui-components';

const icon = (name, path) =>
  new LabIcon({
    name: `rowan:${name}`,
    svgstr:
      '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
      `<path class="jp-icon3" fill="#616161" fill-rule="evenodd" d="${path}"/></svg>`
  });

/** Three discs, one above the other. */
export const databaseIcon = icon(
  'database',
  'M12 3c-4.4 0-8 1.3-8 3s3.6 3 8 3 8-1.3 8-3-3.6-3-8-3zM4 8.5V12c0 1.7 3.6 3 8 3s8-1.3 8-3V8.5c-1.6 1.3-4.6 2-8 2s-6.4-.7-8-2zM4 14.5V18c0 1.7 3.6 3 8 3s8-1.3 8-3v-3.5c-1.6 1.3-4.6 2-8 2s-6.4-.7-8-2z'
);

export const moreIcon = icon('more', 'M4 10h4v4H4zm6 0h4v4h-4zm6 0h4v4h-4z');

const table = icon('table', 'M3 4v16h18V4zm2 5h5v4H5zm7 0h7v4h-7zm-7 6h5v3H5zm7 0h7v3h-7z');

const icons = {
  connection: databaseIcon,
  database: databaseIcon,
  table,
  'virtual table': table,
  view: icon(
    'view',
    'M12 5.5C7 5.5 3.2 8.8 1.5 12c1.7 3.2 5.5 6.5 10.5 6.5s8.8-3.3 10.5-6.5C20.8 8.8 17 5.5 12 5.5zm0 2c3.6 0 6.5 2.2 8.2 4.5-1.7 2.3-4.6 4.5-8.2 4.5S5.5 14.3 3.8 12C5.5 9.7 8.4 7.5 12 7.5zm0 1.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'
  ),
  key: icon(
    'key',
    'M7.5 7.5a4.5 4.5 0 1 0 4.24 6H16v3h3v-3h2.5v-3h-9.76A4.5 4.5 0 0 0 7.5 7.5zm0 2.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z'
  ),
  reference: icon('reference', 'M4 11h11.2l-4.6-4.6L12 5l7 7-7 7-1.4-1.4 4.6-4.6H4z'),
  column: icon('column', 'M8 4v16h8V4zm2 2h4v12h-4z'),
  index: icon('index', 'M4 6h16v2H4zm0 5h11v2H4zm0 5h6v2H4z'),
  trigger: icon('trigger', 'M13 2 5 14h6l-1 8 9-12h-6.5z')
};

/** The one of a kind of row. */
export const iconOf = kind => icons[kind];
