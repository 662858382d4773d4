/* Draws a vector and what came back of it: as curves over each other, as bars, or as images beside each other. */
import { element } from './elements.js';

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const side = length => {
  const root = Math.round(Math.sqrt(length));
  return root * root === length && root >= 4 ? root : 0;
};

/* What suits a vector of this length. */
export const shapes = length => [...(side(length) ? ['image'] : []), 'curve', ...(length <= 64 ? ['bars'] : [])];
export const usual = length => side(length) ? 'image' : length <= 24 ? 'bars' : 'curve';

const range = (...vectors) => {
  let low = Infinity, high = -Infinity;
  for (const vector of vectors) {
    for (const value of vector) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > low ? [low, high] : [low - 1, low + 1];
};

const canvas = (width, height, label, paint) => {
  const scale = window.devicePixelRatio || 1;
  const made = element('canvas', { class: 'drawn', width: width * scale, height: height * scale, role: 'img', 'aria-label': label });
  const pen = made.getContext('2d');
  pen.scale(scale, scale);
  paint(pen);
  return made;
};

const image = (vector, [low, high], label) => {
  const width = side(vector.length), made = element('canvas', { class: 'picture', width, height: width, role: 'img', 'aria-label': label });
  const pen = made.getContext('2d'), pixels = pen.createImageData(width, width), ink = colour('--picture-ink').split(',').map(Number);
  vector.forEach((value, i) => {
    const dark = Math.max(0, Math.min(1, (value - low) / (high - low)));
    pixels.data.set([...ink, Math.round(255 * dark)], 4 * i);
  });
  pen.putImageData(pixels, 0, 0);
  return element('figure', {}, made, element('figcaption', {}, label));
};

const curve = (original, back, [low, high], label) => canvas(640, 200, label, pen => {
  const line = (vector, name, dash) => {
    pen.strokeStyle = colour(name);
    pen.lineWidth = 1.6;
    pen.setLineDash(dash);
    pen.beginPath();
    vector.forEach((value, i) => pen.lineTo(
      6 + 628 * i / Math.max(1, vector.length - 1),
      194 - 188 * (value - low) / (high - low)));
    pen.stroke();
  };
  line(original, '--in', []);
  if (back.length) line(back, '--out', [6, 4]);
});

const bars = (original, back, [low, high], label) => canvas(640, 200, label, pen => {
  const room = 628 / original.length, y = value => 194 - 188 * (value - low) / (high - low), zero = y(Math.max(low, Math.min(high, 0)));
  const bar = (vector, name, offset, width) => vector.forEach((value, i) => {
    pen.fillStyle = colour(name);
    const top = y(value);
    pen.fillRect(6 + room * i + offset, Math.min(top, zero), width, Math.max(1, Math.abs(top - zero)));
  });
  bar(original, '--in', room * 0.1, room * 0.38);
  if (back.length) bar(back, '--out', room * 0.52, room * 0.38);
});

/* One node that holds the drawing, the legend, and the choice of shapes. */
export const drawing = (original, back, chosen = usual(original.length)) => {
  const host = element('div', { class: 'drawing' });
  const paint = shape => {
    /* A reconstruction that runs far off would flatten the vector; both share one scale so that a pale one looks pale. */
    const scale = range(original, back), label = `${original.length} values from ${scale[0]} to ${scale[1]}`;
    const choice = element('div', { class: 'choice', role: 'group', 'aria-label': 'Drawn as' }, shapes(original.length).map(each =>
      element('button', { type: 'button', 'aria-pressed': String(each === shape), click: () => paint(each) }, each)));
    const legend = element('p', { class: 'legend' },
      element('span', { class: 'key in' }, 'original'), back.length ? element('span', { class: 'key out' }, 'reconstruction') : null);
    const picture = shape === 'image'
      ? element('div', { class: 'pictures' },
        image(original, scale, 'original'),
        back.length ? image(back, scale, 'reconstruction') : null,
        back.length ? image(original.map((value, i) => Math.abs(value - back[i])), [0, scale[1] - scale[0]], 'difference') : null)
      : (shape === 'bars' ? bars : curve)(original, back, scale, label);
    host.replaceChildren(element('div', { class: 'above' }, shape === 'image' ? element('span') : legend, choice), picture);
  };
  paint(chosen);
  return host;
};
