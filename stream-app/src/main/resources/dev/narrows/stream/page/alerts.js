/* Alerts, newest first, by filter; and silences. */
import { card, element, short, table, time } from './elements.js';
import { ask } from './server.js';
import { confirm } from './dialog.js';

const FIELDS = [
  ['key', 'Key', { placeholder: 'pump-*' }],
  ['severity', 'Least severity', { type: 'number', min: 0, step: 'any', placeholder: '0' }],
  ['model', 'Model', {}],
  ['version', 'Version', { type: 'number', min: 1 }],
  ['feature', 'Feature', { placeholder: 'name or number' }],
  ['from', 'From', { type: 'datetime-local' }],
  ['to', 'To', { type: 'datetime-local' }]
];

export const feature = contribution => `${contribution.name || 'feature ' + contribution.feature} ${Math.round(100 * contribution.share)} %`;

export const silenceDialog = (key, done) => confirm({
  title: 'Silence alerts',
  says: 'Alerts of these keys are marked as silenced and nobody is told of them, until the time that you name. They stay in their topic.',
  button: 'Silence',
  fields: [['key', 'Keys, * stands for any characters', { value: key }],
    ['until', 'Until', { type: 'datetime-local', value: new Date(Date.now() + 3_600_000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16) }]],
  path: 'silences',
  body: values => ({ key: values.key, until: new Date(values.until).toISOString() }),
  done
});

export const alerts = (main, _, shared) => {
  const filter = { ...(shared.filter || {}) };
  const list = element('div', { class: 'alerts' }), count = element('p', { class: 'note', role: 'status' }), silences = element('div');
  const older = element('button', { type: 'button', hidden: true, click: () => look(last(shown)) }, 'Older');
  let shown = [], gone = false, timer;
  const last = items => items.length ? items[items.length - 1].number : undefined;

  const form = element('form', { class: 'filter', 'aria-label': 'Filter', submit: event => event.preventDefault() },
    FIELDS.map(([name, label, more]) => element('label', {}, element('span', {}, label), element('input', { name, value: filter[name] || '', ...more }))),
    element('button', { type: 'reset', click: () => setTimeout(changed) }, 'Clear'));
  const changed = () => {
    for (const [name, value] of new FormData(form)) filter[name] = value;
    shared.filter = { ...filter };
    clearTimeout(timer);
    timer = setTimeout(() => look(), 200);
  };
  form.addEventListener('input', changed);

  const query = more => {
    const asked = new URLSearchParams(more);
    for (const [name, value] of Object.entries(filter)) {
      if (value) asked.set(name, name === 'from' || name === 'to' ? new Date(value).toISOString() : value);
    }
    return 'alerts?' + asked;
  };

  const row = alert => element('li', { class: alert.silence ? 'quiet' : '' },
    element('a', { href: '#/alerts/' + alert.id.replace(':', '/') },
      element('span', { class: 'score', title: 'severity: -log10 of the p-value' }, element('span', { class: 'unseen' }, 'severity '), alert.score.toFixed(1)),
      element('span', { class: 'what' }, element('b', {}, alert.key),
        element('small', {}, `${alert.modelName} version ${alert.modelVersion} · error ${short(alert.error)}, threshold ${short(alert.threshold)}`),
        element('small', {}, alert.contributions.length ? alert.contributions.slice(0, 3).map(feature).join(', ') : 'not explained')),
      element('span', { class: 'when' }, element('time', { datetime: alert.time }, time(alert.time)),
        alert.silence ? element('small', {}, alert.silence.alert ? `seen by ${alert.silence.by}` : `silenced by ${alert.silence.by}`) : null)));

  const draw = (answer, before) => {
    shown = before === undefined ? answer.alerts : shown.concat(answer.alerts);
    list.replaceChildren(shown.length
      ? element('ol', {}, shown.map(row))
      : element('p', { class: 'note' }, Object.values(filter).some(value => value) ? 'none of those held here meets the filter' : 'none yet'));
    older.hidden = answer.alerts.length < 50;
    count.textContent = `${shown.length} shown of the last ${answer.held} that came${answer.problem ? '; nothing new: ' + answer.problem : ''}`;
  };

  const look = async before => {
    try {
      const answer = await ask(query(before === undefined ? {} : { before }));
      if (!gone) draw(answer, before);
    } catch (failed) {
      if (!gone) count.textContent = failed.message;
    }
  };

  const lookAtSilences = async () => {
    const answer = await ask('silences');
    const active = answer.silences.filter(each => each.keyPattern);
    silences.replaceChildren(active.length
      ? table('Silences', ['Keys', 'Until', 'By', 'Reason', ''], active.map(each => [each.keyPattern, time(each.until), each.by, each.reason,
        element('button', { type: 'button', click: () => confirm({ title: `End the silence of ${each.keyPattern}?`, says: 'Alerts of these keys are told again from now on.', button: 'End it',
          method: 'DELETE', path: 'silences/' + encodeURIComponent(each.id), done: () => { lookAtSilences(); look(); } }) }, 'End')]))
      : element('p', { class: 'note' }, 'none'));
  };

  main.append(
    element('h2', { class: 'unseen' }, 'Alerts'),
    card('Filter', null, form),
    element('section', { class: 'card' },
      element('div', { class: 'head' }, element('h2', {}, 'Alerts', element('small', {}, 'vectors that the model cannot reconstruct, newest first')),
        element('button', { type: 'button', click: () => silenceDialog(filter.key || '', () => { lookAtSilences(); look(); }) }, 'Silence keys')),
      count, list, older),
    card('Silences', null, silences));

  /* New ones come by themselves while the first page is shown. */
  const onAlerts = () => {
    if (shown.length <= 50) {
      clearTimeout(timer);
      timer = setTimeout(() => look(), 100);
    }
  };
  shared.bus.addEventListener('alerts', onAlerts);
  look();
  lookAtSilences().catch(() => {});
  return () => {
    gone = true;
    clearTimeout(timer);
    shared.bus.removeEventListener('alerts', onAlerts);
  };
};
