/* One alert: why, what the vector was and what the model makes of it, and others of the same key. */
import { card, element, short, table, time } from './elements.js';
import { ask } from './server.js';
import { confirm } from './dialog.js';
import { drawing } from './drawing.js';
import { feature, silenceDialog } from './alerts.js';

const share = contribution => element('li', {},
  element('span', {}, contribution.name || 'feature ' + contribution.feature),
  element('meter', { min: 0, max: 1, value: contribution.share, 'aria-label': feature(contribution) }),
  element('span', { class: 'number' }, Math.round(100 * contribution.share) + ' %'));

const picture = (record, dim) => {
  if (!record) return element('p', { class: 'note' }, 'the record is not in the input topic any more');
  if (!record.vector) return element('p', { class: 'note' }, 'vectors are not shown here: http.page=true shows them');
  return element('div', {}, record.problem ? element('p', { class: 'note' }, record.problem) : null,
    record.vector.length ? drawing(record.vector, record.reconstruction) : null);
};

export const alert = (main, [partition, offset], shared) => {
  const host = element('div', {}, element('p', { class: 'note' }, 'loading'));
  main.append(element('p', { class: 'back' }, element('a', { href: '#/alerts' }, '← Alerts')), host);
  let gone = false;

  const acknowledge = found => confirm({
    title: 'Acknowledge this alert?',
    says: 'The alert is marked as seen, with your name and what you say about it. Others of the same key are not.',
    button: 'Acknowledge',
    path: `alerts/${partition}/${offset}/acknowledge`,
    done: look
  });

  const copy = async event => {
    const button = event.target;
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = 'Copied';
    } catch (refused) {
      button.textContent = 'Copy the address above';
    }
  };

  const draw = found => host.replaceChildren(
    element('div', { class: 'head' },
      element('h2', { class: 'large' }, found.key, element('small', {}, time(found.time))),
      element('button', { type: 'button', click: copy }, 'Copy link'),
      found.silence && found.silence.alert ? null : element('button', { type: 'button', click: () => acknowledge(found) }, 'Acknowledge'),
      element('button', { type: 'button', click: () => silenceDialog(found.key, look) }, 'Silence key')),
    found.silence ? element('p', { class: 'note said' }, `${found.silence.alert ? 'Seen' : 'Silenced'} by ${found.silence.by}: ${found.silence.reason}`) : '',
    element('section', { class: 'tiles three', 'aria-label': 'Figures' },
      element('div', { class: 'tile' }, element('h2', {}, 'Severity'), element('p', { class: 'figure alarm' }, found.score.toFixed(1)),
        element('p', { class: 'note' }, found.pValue > 1e-9 ? `one in ${Number((1 / found.pValue).toPrecision(2)).toLocaleString('en')} normal vectors` : `p-value ${short(found.pValue)}`)),
      element('div', { class: 'tile' }, element('h2', {}, 'Error'), element('p', { class: 'figure' }, short(found.error)),
        element('p', { class: 'note' }, `${short(found.error / found.threshold)} times the threshold ${short(found.threshold)}`)),
      element('div', { class: 'tile' }, element('h2', {}, 'Model'), element('p', { class: 'figure' }, 'v' + found.modelVersion),
        element('p', { class: 'note' }, found.modelName))),
    card('Vector', `${found.topic}, partition ${found.partition}, offset ${found.offset}`, picture(found.record)),
    element('div', { class: 'columns two' },
      card('What makes the error', 'features that contribute most', found.contributions.length
        ? element('ol', { class: 'shares' }, found.contributions.map(share))
        : element('p', { class: 'note' }, 'not explained: there were too many at once, or the model does not tell')),
      card('Same key', 'newest first', table('Alerts of the same key', ['Time', 'Severity', 'Error', ''], found.neighbours.map(each =>
        [time(each.time), each.score.toFixed(1), short(each.error), each.id === found.id ? 'this one' : element('a', { href: '#/alerts/' + each.id.replace(':', '/'), 'aria-label': 'alert of ' + time(each.time) }, 'open')])))));

  const look = async () => {
    try {
      const found = await ask(`alerts/${partition}/${offset}`);
      if (!gone) draw(found);
    } catch (failed) {
      if (!gone) host.replaceChildren(element('p', { class: 'error', role: 'alert' }, failed.message));
    }
  };
  look();
  return () => { gone = true; };
};
