import { database } from './databasePanel.js';
import { highlight } from './highlight.js';
import { history } from './historyPanel.js';
import { results } from './resultView.js';
import { notebooks } from './rowanNotebooks.js';
import { sqlEditing } from './sqlEditing.js';
import { status } from './status.js';

export default [database, highlight, history, notebooks, results, sqlEditing, status];
