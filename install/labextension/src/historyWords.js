// What the history says of a cell that was run.

/** How long it took. */
export function durationInWords(millis) {
  if (millis < 1_000) {
    return `${millis} ms`;
  }
  const seconds = Math.round(millis / 100) / 10;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** When it began: the time of today, the day and time before. */
export function startInWords(start, now, locale) {
  const at = new Date(start);
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === now.toDateString()) {
    return time;
  }
  const isThisYear = at.getFullYear() === now.getFullYear();
  return `${at.toLocaleDateString(locale, { month: 'short', day: 'numeric', ...(isThisYear ? {} : { year: 'numeric' }) })}, ${time}`;
}

/** All that is known of it: an entry of before this was kept, and one that still runs, has no end. */
export const entryInWords = ({ start, millis, failed }, now, locale) =>
  [startInWords(start, now, locale), millis === undefined ? '' : durationInWords(millis), failed ? 'failed' : ''].filter(Boolean).join(' · ');
