/* Lines over time, by uPlot. Colours are read when drawing, so light and dark can change while the page is open. */
import uPlot from './uplot/dist/uPlot.esm.js';
import { clock, element } from './elements.js';

export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const LINES = ['--out', '--in', '--alarm', '--third', '--fourth'];

/* lines('Records a second', [{ name: 'records', unit: value => '...' }]): { node, set(times, columns), close() };
   times in milliseconds, a column a line; marks are [{ t, text }]. */
export const lines = (label, series, { height = 170, format = String } = {}) => {
  const host = element('div', { class: 'chart', role: 'img', 'aria-label': label + ': no data yet' });
  let marks = [], plot = null, data = [[], ...series.map(() => [])];

  const drawMarks = chart => {
    const pen = chart.ctx, ratio = devicePixelRatio || 1;
    pen.save();
    pen.font = `${11 * ratio}px system-ui, sans-serif`;
    pen.fillStyle = colour('--in');
    for (const mark of marks) {
      const x = chart.valToPos(mark.t / 1000, 'x', true);
      if (x < chart.bbox.left || x > chart.bbox.left + chart.bbox.width) continue;
      pen.fillRect(x, chart.bbox.top, 1.5 * ratio, chart.bbox.height);
      pen.fillText(mark.text, x + 4 * ratio, chart.bbox.top + 11 * ratio);
    }
    pen.restore();
  };

  const axis = more => ({
    stroke: () => colour('--soft'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
    ...more
  });

  const make = width => new uPlot({
    width,
    height,
    legend: { show: series.length > 1, live: false },
    cursor: { y: false, points: { size: 6 } },
    padding: [10, 22, 0, 0],
    scales: { y: { range: (chart, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      axis({ values: (chart, ticks, axisIndex, space, step) => ticks.map(t => clock(1000 * t).slice(0, step < 60 ? 8 : 5)), space: 80, size: 26 }),
      axis({ values: (chart, ticks) => ticks.map(format), size: 64 })
    ],
    series: [{}, ...series.map((name, i) => ({
      label: name,
      stroke: () => colour(LINES[i % LINES.length]),
      width: 1.6,
      points: { show: false },
      spanGaps: true
    }))],
    hooks: { draw: [drawMarks] }
  }, data, host);

  const size = new ResizeObserver(() => {
    const width = Math.floor(host.clientWidth);
    if (width < 50) return;
    if (plot) plot.setSize({ width, height });
    else plot = make(width);
  });
  size.observe(host);
  const theme = matchMedia('(prefers-color-scheme: dark)');
  const redraw = () => plot && plot.redraw(false);
  theme.addEventListener('change', redraw);

  return {
    node: host,
    set(times, columns, newMarks = []) {
      marks = newMarks;
      data = [times.map(t => t / 1000), ...columns];
      if (plot) plot.setData(data);
      const last = columns.map((column, i) => `${series[i]} ${column.length ? format(column[column.length - 1]) : 'none'}`);
      host.setAttribute('aria-label', `${label}; now ${last.join(', ')}`);
    },
    close() {
      size.disconnect();
      theme.removeEventListener('change', redraw);
      if (plot) plot.destroy();
    }
  };
};
