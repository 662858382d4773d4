/* What a trial has shown so far, for a person: where the candidate's error is, what decides, and what is waited for. */
import { element, short, table, whole } from './elements.js';

const SVG = 'http://www.w3.org/2000/svg', WIDTH = 420, HEIGHT = 74, EDGE = 20;
const NAMES = { worse: 'Error is higher', 'no-worse': 'Error is not higher by more than is allowed', alerts: 'More alerts', failures: 'Failures', 'encode-time': 'Encode time', 'code-bytes': 'Length of codes' };
const ACTS = { worse: 'rolls back', 'no-worse': 'goes on', alerts: 'rolls back', failures: 'rolls back at once', 'encode-time': 'rolls back', 'code-bytes': 'rolls back' };

/* A mean difference as what it makes of the error. */
const times = d => (1 - d) / (1 + d);
const change = d => {
  const more = 100 * (times(d) - 1);
  if (!Number.isFinite(more) || more > 999) return '> 999 % higher';
  return Math.abs(more) < 0.05 ? 'equal' : `${short(Math.abs(more))} % ${more > 0 ? 'higher' : 'lower'}`;
};

const node = (name, attributes, text) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
};

/* The confidence sequence on one line with what it is held against: left higher errors, right lower ones. */
const interval = ({ mean, low, high, sure, allowed }) => {
  const most = Math.min(1, 1.15 * Math.max(Math.abs(low), Math.abs(high), Math.abs(allowed), 0.02));
  const x = d => EDGE + (WIDTH - 2 * EDGE) * (d + most) / (2 * most);
  const label = `${short(100 * sure)} % sure: candidate's error from ${change(high)} to ${change(low)}; allowed: ${change(allowed)}`;
  const made = node('svg', { class: 'interval', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label });
  const mark = (d, name, text, y) => {
    const right = x(d) > WIDTH - 90;
    made.append(node('line', { class: name, x1: x(d), x2: x(d), y1: 8, y2: HEIGHT - 8 }),
      node('text', { class: name, x: x(d) + (right ? -5 : 5), y, 'text-anchor': right ? 'end' : 'start' }, text));
  };
  made.append(node('line', { class: 'axis', x1: EDGE, x2: WIDTH - EDGE, y1: HEIGHT / 2, y2: HEIGHT / 2 }));
  mark(0, 'zero', 'equal', HEIGHT - 8);
  mark(allowed, 'allowed', 'allowed', 16);
  made.append(node('rect', { class: 'range', x: x(low), width: Math.max(2, x(high) - x(low)), y: HEIGHT / 2 - 6, height: 12, rx: 3 }),
    node('circle', { class: 'mean', cx: x(mean), cy: HEIGHT / 2, r: 5 }));
  return element('figure', {}, made, element('figcaption', {}, `${label}. Left is worse, right is better; the dot is the mean.`));
};

/* How far evidence has come on its way to the value at which it acts, on the scale of its logarithm. */
const progress = ({ guardrail, eValue, threshold }) => {
  if (!ACTS[guardrail] || ['failures', 'encode-time', 'code-bytes'].includes(guardrail)) return '';
  const share = Math.max(0, Math.min(1, Math.log(Math.max(1, eValue)) / Math.log(threshold)));
  return element('span', {}, element('meter', { value: share, max: 1, 'aria-label': `evidence ${short(eValue)} of ${short(threshold)}` }), `${short(eValue)} of ${short(threshold)}`);
};

const manual = rollout => (rollout.trialPolicy || rollout.policy) === 'MANUAL';

const waits = (rollout, trial) => {
  if (manual(rollout)) return 'Its policy is manual: it waits for a command, whatever the evidence.';
  const rows = Math.max(trial.rowsNeeded || 0, trial.stageRowsNeeded);
  if (trial.standing === 'WORSE') return 'The evidence is against it.';
  const records = trial.sampleShare > 0 && trial.sampleShare < 1 ? `, some ${whole(rows / trial.sampleShare)} records at a share of ${short(100 * trial.sampleShare)} %` : '';
  if (rows > 0 && (trial.rowsNeeded !== null || trial.standing === 'NO_WORSE')) return `Needs about ${whole(rows)} compared rows more${records}.`;
  if (rollout.paused) return 'It is paused: it does not go on, but is still rolled back.';
  return trial.standing === 'NO_WORSE' ? 'The evidence is enough for its next stage.' : 'How many rows more it needs cannot be told yet.';
};

export const evidence = (rollout, trial) => element('div', { class: 'evidence' },
  element('h3', {}, `Trial of version ${rollout.candidateVersion}`, element('small', {}, `${rollout.stage.toLowerCase()}${rollout.canaryPercent ? `, ${rollout.canaryPercent} % of keys` : ''}${rollout.paused ? ', paused' : ''}`)),
  element('p', {}, trial.reason + '.'),
  element('p', { class: 'waits' }, waits(rollout, trial), ` ${whole(trial.stageRows)} rows compared at this stage.`),
  trial.comparison ? interval(trial.comparison) : null,
  rollout.evidence.length ? table('Evidence', ['Guardrail', 'Then', 'Seen', 'Evidence'], rollout.evidence.map(each =>
    [NAMES[each.guardrail] || each.guardrail, manual(rollout) ? 'is written down' : ACTS[each.guardrail] || '', each.detail, progress(each)])) : null);
