/* A line as small as a word: the last hour of one figure, most of each minute. */
const SVG = 'http://www.w3.org/2000/svg', WIDTH = 120, HEIGHT = 22, POINTS = 60;

const made = (name, attributes) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

/* The largest of each of sixty stretches from start to end, null where nothing was seen; samples are [t, value]. */
export const minutes = (samples, start, end) => {
  const most = new Array(POINTS).fill(null);
  for (const [t, value] of samples) {
    const i = Math.floor(POINTS * (t - start) / (end - start));
    if (i >= 0 && i < POINTS) most[i] = Math.max(most[i] === null ? 0 : most[i], value);
  }
  return most;
};

/* spark([0, 3, null ...], 10, 'at most 3'): 10 is at the top, what is null is passed over. */
export const spark = (points, top, label) => {
  const node = made('svg', { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': label });
  const at = (value, i) => `${(1 + (WIDTH - 2) * i / (POINTS - 1)).toFixed(1)} ${(HEIGHT - 2 - (HEIGHT - 4) * value / Math.max(1, top)).toFixed(1)}`;
  const path = points.map((value, i) => value === null ? '' : at(value, i)).filter(point => point).map((point, i) => (i ? 'L' : 'M') + point).join(' ');
  node.append(made('path', { d: path || 'M0 0' }));
  return node;
};
