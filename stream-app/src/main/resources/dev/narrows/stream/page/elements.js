/* Makes elements, and text of numbers. */

/* element('p', { class: 'note', 'aria-live': 'polite' }, 'text', otherElement); a function becomes a listener. */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter(child => child != null && child !== false));
  return made;
};

/* Writes only what is new, so that a screen reader hears changes and not each second. */
export const write = (target, text) => {
  if (target.textContent !== text) target.textContent = text;
};

export const whole = number => Math.round(number).toLocaleString('en');
export const short = number => {
  const size = Math.abs(number);
  return size !== 0 && (size < 0.001 || size >= 1e6) ? Number(number).toExponential(2) : String(Number(Number(number).toPrecision(3)));
};
export const rate = number => number >= 100 || number === 0 ? whole(number) : short(number);

export const bytes = number => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let i = 0;
  while (number >= 1000 && i < units.length - 1) {
    number /= 1000;
    i++;
  }
  return [number >= 100 || i === 0 ? whole(number) : number.toFixed(1), units[i]];
};

export const duration = ms => {
  if (ms < 1000) return whole(ms) + ' ms';
  const seconds = ms / 1000;
  if (seconds < 120) return (seconds < 10 ? seconds.toFixed(1) : whole(seconds)) + ' s';
  if (seconds < 7200) return whole(seconds / 60) + ' min';
  return seconds < 172800 ? whole(seconds / 3600) + ' h' : whole(seconds / 86400) + ' days';
};

export const time = t => new Date(t).toLocaleString('sv-SE');
export const clock = t => new Date(t).toLocaleTimeString('en-GB');

/* A table in a box that scrolls sideways by itself on a phone; rows are lists of cells. */
export const table = (caption, heads, rows) => element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
  element('table', {},
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, heads.map(head => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, rows.map(cells => element('tr', {}, cells.map(cell => element('td', {}, cell)))))));

export const card = (title, note, ...children) => element('section', { class: 'card' },
  element('h2', {}, title, note ? element('small', {}, note) : null), ...children);
