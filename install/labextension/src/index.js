import { database } from './databasePanel.js';
import { highlight } from './highlight.js';
import { results } from './resultView.js';
import { status } from './status.js';

export default [database, highlight, results, status];
