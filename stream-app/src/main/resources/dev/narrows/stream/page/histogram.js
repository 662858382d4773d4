/* Shares of errors by bin, training beside live, and where the threshold is; by uPlot. */
import uPlot from './uplot/dist/uPlot.esm.js';
import { colour } from './chart.js';
import { element, short, whole } from './elements.js';

const HEIGHT = 190;

/* Where a value is among bins that are drawn equally wide: bin i lies from i - 0.5 to i + 0.5. */
const placed = (bounds, value) => {
  const i = bounds.findIndex(bound => value * (1 - 1e-6) <= bound);
  if (i < 0) return bounds.length;
  if (i === 0) return 0;
  return i - 0.5 + (value - bounds[i - 1]) / (bounds[i] - bounds[i - 1]);
};

const shares = counts => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all ? counts.map(count => count / all) : counts.map(() => 0);
};

/* The share of the bins above the one that the threshold lies in, or ends; it is a float32 where bounds are float64. */
const beyond = (bounds, threshold, each) => each.reduce((sum, share, i) => sum + (i > 0 && bounds[i - 1] >= threshold * (1 - 1e-6) ? share : 0), 0);

/* A version as /api/v1/errors tells it: { node, close() }. */
export const histogram = version => {
  const { training, live, threshold } = version, bounds = (live || training || { bounds: [] }).bounds;
  const before = training && training.bounds.length === bounds.length ? training.shares : bounds.map(() => 0).concat(0);
  const now = live ? shares(live.counts) : before.map(() => null);
  const records = live ? live.counts.reduce((sum, count) => sum + count, 0) : 0;
  const percent = share => short(100 * share) + ' %';
  const words = bounds.length ? [
    live ? `${whole(records)} records of the last hour, ${percent(beyond(bounds, threshold, now))} of them in bins beyond the threshold.` : 'It encoded no record in the last hour; in shadow a version encodes none.',
    training ? `Training: ${whole(training.rows)} rows, ${percent(beyond(bounds, threshold, before))} beyond.` : 'Its maker did not tell the errors of its training.'
  ].join(' ') : 'Neither training nor live errors are known.';
  const host = element('div', { class: 'chart', role: 'img', 'aria-label': `Errors of version ${version.version}: ${words}` });
  const close = [];
  if (bounds.length) {
    const at = placed(bounds, threshold);
    const line = chart => {
      const pen = chart.ctx, ratio = devicePixelRatio || 1, x = chart.valToPos(at, 'x', true), room = chart.bbox.left + chart.bbox.width - x;
      pen.save();
      pen.font = `${11 * ratio}px system-ui, sans-serif`;
      pen.fillStyle = colour('--alarm');
      pen.textAlign = room < 70 * ratio ? 'right' : 'left';
      pen.fillRect(x, chart.bbox.top, 1.5 * ratio, chart.bbox.height);
      pen.fillText('threshold', x + (room < 70 * ratio ? -4 : 4) * ratio, chart.bbox.top + 10 * ratio);
      pen.restore();
    };
    const axis = more => ({ stroke: () => colour('--soft'), grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif', ...more });
    const bars = (label, name, align) => ({ label, fill: () => colour(name), stroke: () => colour(name), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.42, 40], align }) });
    const make = width => new uPlot({
      width,
      height: HEIGHT,
      legend: { show: true, live: false },
      cursor: { show: false },
      padding: [10, 22, 0, 0],
      scales: { x: { time: false, range: () => [-0.6, bounds.length + 0.6] }, y: { range: (chart, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
      axes: [
        axis({ values: (chart, ticks) => ticks.map(i => Number.isInteger(i) && i >= 0 && i <= bounds.length ? (i < bounds.length ? '≤ ' + short(bounds[i]) : 'more') : ''), space: 62, size: 26, incrs: [1, 2, 3, 4, 6, 8, 12, 16] }),
        axis({ values: (chart, ticks) => ticks.map(percent), size: 56 })
      ],
      series: [{}, bars('training', '--third', -1), bars('live', '--out', 1)],
      hooks: { draw: [line] }
    }, [before.map((_, i) => i), before, now], host);
    let plot = null;
    const size = new ResizeObserver(() => {
      const width = Math.floor(host.clientWidth);
      if (width < 50) return;
      if (plot) plot.setSize({ width, height: HEIGHT });
      else plot = make(width);
    });
    size.observe(host);
    const theme = matchMedia('(prefers-color-scheme: dark)'), redraw = () => plot && plot.redraw(false);
    theme.addEventListener('change', redraw);
    close.push(() => size.disconnect(), () => theme.removeEventListener('change', redraw), () => plot && plot.destroy());
  }
  return {
    node: element('div', {},
      element('h3', {}, `Version ${version.version}`, element('small', {}, `${version.role}, ${version.metric}, threshold ${short(threshold)}`)),
      host, element('p', { class: 'note' }, words)),
    close: () => close.forEach(each => each())
  };
};
