/* Who hears of which alerts by HTTP, and what was delivered. */
import { card, duration, element, short, table, time } from './elements.js';
import { ask } from './server.js';
import { confirm } from './dialog.js';

const EVERY = 3_000;
const FIELDS = [
  ['url', 'Address', { type: 'url', placeholder: 'https://hooks.example.org/narrows' }],
  ['format', 'Format: cloudevents, alertmanager or slack', { value: 'cloudevents', pattern: 'cloudevents|alertmanager|slack' }],
  ['key', 'Keys, * stands for any characters', { required: false, placeholder: 'pump-*' }],
  ['severity', 'Least severity', { required: false, type: 'number', min: 0, step: 'any' }],
  ['groupBy', 'One message for each: key, model, feature', { required: false, placeholder: 'key' }],
  ['groupWait', 'The first message waits', { required: false, placeholder: 'PT30S' }],
  ['secret', 'Secret that signs: file:PATH or env:NAME', { required: false }]
];

/* As the API has it: what is empty is left out. */
const asked = values => {
  const body = {};
  for (const name of ['url', 'format', 'key', 'groupWait', 'secret']) if (values[name]) body[name] = values[name];
  if (values.severity) body.severity = Number(values.severity);
  if (values.groupBy) body.groupBy = values.groupBy.split(',').map(each => each.trim()).filter(each => each);
  return body;
};

const wants = each => [each.keyPattern && `keys ${each.keyPattern}`, each.leastScore > 0 && `severity ${short(each.leastScore)} or more`, each.modelName && `model ${each.modelName}`,
  each.modelVersion && `version ${each.modelVersion}`, each.feature && `feature ${each.feature}`].filter(part => part).join(', ') || 'all alerts';

const facts = pairs => element('dl', { class: 'facts' }, pairs.filter(([, value]) => value).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));

export const subscriptions = (main, _, shared) => {
  const host = element('div', {}, element('p', { class: 'note' }, 'loading')), outcome = element('p', { class: 'note said', role: 'status' });
  let timer, gone = false, drawn = '';
  const path = (each, more = '') => 'subscriptions/' + encodeURIComponent(each.id) + more;
  const told = what => answer => {
    outcome.textContent = what + (answer && answer.outcome ? ': ' + answer.outcome : '');
    look();
  };

  const subscribe = () => confirm({
    title: 'Subscribe to alerts?',
    says: 'Alerts from now on are posted to this address, in groups, by whichever instance holds their partition. A secret is never kept, only where it is.',
    button: 'Subscribe',
    fields: FIELDS,
    path: 'subscriptions',
    body: asked,
    done: told('Subscribed')
  });

  const pause = each => confirm(each.paused ? {
    title: `Post to ${each.url} again?`,
    says: 'Alerts that come from now on are posted. Those that came while it was paused stay in their topic; they are not told unless the service was started again meanwhile.',
    button: 'Resume',
    path: path(each, '/resume'),
    done: told('Resumed')
  } : {
    title: `Pause ${each.url}?`,
    says: 'Nothing is posted there until somebody resumes it. Messages that still wait are not posted; their alerts stay in their topic.',
    button: 'Pause',
    path: path(each, '/pause'),
    done: told('Paused')
  });

  const test = each => confirm({
    title: `Post a test to ${each.url}?`,
    says: 'One message of a made-up alert of key test goes there at once, signed as all are, and is not tried again.',
    button: 'Post it',
    path: path(each, '/test'),
    done: told('Test')
  });

  const remove = each => confirm({
    title: `Delete the subscription of ${each.url}?`,
    says: 'Nothing is posted there any more, and messages that wait are dropped. Alerts stay in their topic.',
    button: 'Delete',
    danger: true,
    method: 'DELETE',
    path: path(each),
    done: told('Deleted')
  });

  const replay = (each, delivery) => confirm({
    title: 'Send this message again?',
    says: `What was told of ${delivery.group} goes to ${each.url} once more, at once, under the id that it had, so that a receiver that has it knows.`,
    button: 'Send again',
    path: path(each, `/deliveries/${encodeURIComponent(delivery.id)}/replay`),
    done: told('Sent again')
  });

  const button = (label, act, name, danger) => element('button', { type: 'button', class: danger ? 'danger' : '', 'aria-label': `${label}: ${name}`, click: act }, label);

  const view = each => element('section', { class: 'card', 'aria-label': `Subscription ${each.id}` },
    element('div', { class: 'head' },
      element('h3', {}, each.url),
      element('span', { class: 'chip ' + (each.paused ? 'down' : 'up') }, each.paused ? 'paused' : 'active'),
      button('Test', () => test(each), each.url), button(each.paused ? 'Resume' : 'Pause', () => pause(each), each.url), button('Delete', () => remove(each), each.url, true)),
    facts([['id', each.id], ['hears of', wants(each)], ['format', each.format.toLowerCase()],
      ['one message for', each.groupBy && each.groupBy.length ? 'each ' + each.groupBy.join(' and ') : 'all of them together'],
      ['waits', `${duration(each.groupWaitMs)} for the first message, ${duration(each.groupIntervalMs)} for the next`],
      ['signed', each.secret ? `with ${each.secret}` : 'no'], ['by', `${each.by}, ${time(each.createdAt)}`], ['note', each.note]]),
    element('h4', {}, 'Last deliveries of this instance'),
    each.deliveries.length
      ? table('Deliveries', ['When', 'Of', 'Outcome', 'Message', ''], each.deliveries.map(delivery => [time(delivery.at), delivery.group, delivery.outcome, delivery.id,
        button('Send again', () => replay(each, delivery), delivery.id)]))
      : element('p', { class: 'note' }, 'None since it began here. Other instances deliver those of their partitions, and tell of them on their own page.'));

  const draw = answer => {
    const now = JSON.stringify(answer);
    if (now === drawn) return;
    drawn = now;
    const all = answer.subscriptions.slice().sort((a, b) => a.url < b.url ? -1 : 1);
    host.replaceChildren(...(all.length ? all.map(view) : [card('No subscriptions yet', null, element('p', { class: 'note' }, 'Subscribe here, by narrows alerts subscribe, or by the API.'))]));
  };

  const look = async () => {
    clearTimeout(timer);
    try {
      const answer = await ask('subscriptions');
      if (!gone) draw(answer);
    } catch (away) {
      /* The state in the head says so. */
    }
    if (!gone) timer = setTimeout(look, EVERY);
  };

  main.append(element('div', { class: 'head' }, element('h2', {}, 'Subscriptions', element('small', {}, 'who hears of alerts by HTTP')),
    element('button', { type: 'button', class: 'main', click: subscribe }, 'Subscribe')), outcome, host);
  look();
  return () => {
    gone = true;
    clearTimeout(timer);
  };
};
