// One value as a whole, in the ways it can be read.
import { button, element } from './dom.js';

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The text of JSON with indents; null where it is none. */
export function indented(text) {
  if (!/^\s*[{[]/.test(text)) {
    return null;
  }
  try {
    JSON.parse(text);
  } catch {
    return null; // It only looked like JSON.
  }
  return laidOut(text);
}

/** Lays out what is JSON without reading its numbers, which may have more digits than a number here can hold. */
function laidOut(text) {
  let depth = 0;
  const line = change => `\n${'  '.repeat((depth += change))}`;
  return text
    .replace(/"(?:[^"\\]|\\.)*"|([{[])\s*([}\]])|[{}[\],:]|\s+/g, (token, open, close) => {
      if (open) {
        return open + close;
      }
      switch (token[0]) {
        case '"':
          return token;
        case '{':
        case '[':
          return token + line(1);
        case '}':
        case ']':
          return line(-1) + token;
        case ',':
          return token + line(0);
        case ':':
          return ': ';
        default:
          return '';
      }
    });
}

/** Sixteen bytes a line, as hexadecimal dumps are written, with the letters of ASCII beside. */
export function hexadecimal(digits) {
  const lines = digits.match(/.{1,32}/g) ?? [];
  return lines
    .map((line, i) => {
      const bytes = line.match(/../g);
      const letters = bytes.map(byte => (/[2-6].|7[0-e]/i.test(byte) ? String.fromCharCode(parseInt(byte, 16)) : '·')).join('');
      return `${(i * 16).toString(16).padStart(6, '0')}  ${bytes.join(' ').padEnd(47)}  ${letters}`;
    })
    .join('\n');
}

/** Bytes read as UTF-8; null where they are none. */
export function decoded(digits) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(digits.match(/../g) ?? [], byte => parseInt(byte, 16)));
  } catch {
    return null;
  }
}

const digitsOf = base64 => Array.from(atob(base64), c => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** The ways to read a value, the best first: a name, what is to be seen, and the text that is copied. */
function readings({ kind, text = '', data, mime }) {
  const asText = (name, shown) => (shown === null ? [] : [{ name, shown: () => element('pre', { tabindex: '0', dir: 'auto' }, shown), copied: shown }]);
  const asBytes = digits => [...asText('Hex', hexadecimal(digits)), ...asText('Text', decoded(digits))];
  if (kind === 'null') {
    return asText('NULL', 'NULL');
  }
  if (kind === 'image' && data && IMAGES.includes(mime)) {
    const shown = () => element('img', { src: `data:${mime};base64,${data}`, alt: `The picture (${mime.slice('image/'.length).toUpperCase()}) that is the value` });
    return [{ name: 'Image', shown, copied: digitsOf(data) }, ...asText('Hex', hexadecimal(digitsOf(data).slice(0, 8192)))];
  }
  if (kind === 'blob' || kind === 'image') {
    return asBytes(text);
  }
  return [...asText('JSON', indented(text)), ...asText('Text', text)];
}

/**
 * What shows the answer to a question for a cell.
 *
 * @param title what value it is
 * @param asText whether it is to be shown as text, where that is not the best way to read it
 * @param close what closes it
 */
export function valueView(answer, { title, asText, close, say }) {
  const ways = readings(answer);
  const place = element('div', { class: 'rowan-Value' });
  let now = null;
  const choose = way => {
    now = way;
    place.replaceChildren(way.shown());
    buttons.forEach((node, i) => node.setAttribute('aria-pressed', String(ways[i] === way)));
  };
  const buttons = ways.map(way => button(way.name, `Read it as ${way.name}`, () => choose(way)));
  const copy = button('Copy', 'Copy the value', async () => {
    await navigator.clipboard.writeText(now.copied);
    say('The value is in the clipboard.');
  });
  const missing = answer.whole ? '' : 'only the beginning is shown';
  const words = element('bdi', { class: 'rowan-Title' }, [title, answer.size, missing].filter(Boolean).join(' · '));
  choose((asText && ways.find(way => way.name === 'Text')) || ways[0]);
  return [element('div', { class: 'rowan-Head' }, words, ...(ways.length > 1 ? buttons : []), copy, close), place];
}
