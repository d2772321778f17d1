import { highlight } from './highlight.js';
import { results } from './resultView.js';
import { status } from './status.js';

export default [highlight, results, status];
