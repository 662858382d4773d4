/* Records that were no usable vector: why, how they begin, and a second try for them. */
import { card, element, table, time, whole } from './elements.js';
import { ask } from './server.js';
import { confirm } from './dialog.js';

const FIELDS = [
  ['reason', 'Reason', { list: 'reasons', placeholder: 'wrong-dimension' }],
  ['key', 'Key', { placeholder: 'pump-*' }],
  ['partition', 'Partition', { type: 'number', min: 0 }],
  ['fromOffset', 'From offset', { type: 'number', min: 0 }],
  ['toOffset', 'To offset', { type: 'number', min: 0 }],
  ['from', 'From', { type: 'datetime-local' }],
  ['to', 'To', { type: 'datetime-local' }]
];

const told = report => [[report.sent, 'sent again'], [report.notWhole, 'left: without value'], [report.tooOften, 'left: came back three times'],
  [report.elsewhere, 'left: of another topic']].filter(([count]) => count).map(([count, what]) => `${whole(count)} ${what}`).join(', ') || 'none meant';

const head = letter => letter.head
  ? element('dl', { class: 'facts' }, [['text', letter.head.text], ['schema id', letter.head.schemaId], ['float32', letter.head.floats && letter.head.floats.join(' ')], ['hex', letter.head.hex]]
    .filter(([, value]) => value !== undefined).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, element('code', { class: 'code' }, String(value)))]))
  : element('p', { class: 'note' }, letter.whole ? (letter.bytes ? 'values are not shown here: http.page=true shows them' : 'no value') : 'the letter goes without its value');

export const deadletters = (main, _, shared) => {
  const filter = { ...(shared.letters || {}) };
  const list = element('div', {}, element('p', { class: 'note' }, 'loading')), reasons = element('div'), count = element('p', { class: 'note', role: 'status' }), outcome = element('p', { class: 'note said', role: 'status' });
  const known = element('datalist', { id: 'reasons' });
  let gone = false, timer;

  const form = element('form', { class: 'filter', 'aria-label': 'Filter', submit: event => event.preventDefault() },
    FIELDS.map(([name, label, more]) => element('label', {}, element('span', {}, label), element('input', { name, value: filter[name] || '', ...more }))), known,
    element('button', { type: 'reset', click: () => setTimeout(changed) }, 'Clear'));
  const changed = () => {
    for (const [name, value] of new FormData(form)) filter[name] = value;
    shared.letters = { ...filter };
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  };
  form.addEventListener('input', changed);

  const meant = () => Object.fromEntries(Object.entries(filter).filter(([, value]) => value)
    .map(([name, value]) => [name, name === 'from' || name === 'to' ? new Date(value).toISOString() : value]));

  const sent = report => {
    outcome.textContent = told(report);
    look();
  };

  const replayOne = letter => confirm({
    title: 'Send this record again?',
    says: `It goes to ${letter.topic}, partition ${letter.inputPartition}, as its producer wrote it. The letter stays; where the record is still no usable vector it comes back as another.`,
    button: 'Send again',
    path: `dead-letters/${letter.partition}/${letter.offset}/replay`,
    done: sent
  });

  const replayAll = () => {
    const words = Object.entries(meant()).map(([name, value]) => `${name} ${value}`).join(', ');
    confirm({
      title: 'Send them again?',
      says: `All dead letters${words ? ' of ' + words : ''} that are there now go to the input topic, as their producers wrote them, at most 10,000; not those that came back three times. The letters stay, so doing this twice sends the records twice.`,
      button: 'Send again',
      danger: true,
      path: 'dead-letters/replay',
      body: () => ({ filter: meant() }),
      done: sent
    });
  };

  const row = letter => element('details', { class: 'letter' },
    element('summary', {}, element('b', {}, letter.reason), ` ${letter.key} `, element('small', {}, `${time(letter.time)} · partition ${letter.partition}, offset ${letter.offset}`)),
    element('dl', { class: 'facts' }, [['why', letter.detail], ['from', `${letter.topic}, partition ${letter.inputPartition}, offset ${letter.inputOffset}`], ['value', whole(letter.bytes) + ' bytes'],
      ['sent again before', `${letter.replays} times`]].flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
    head(letter),
    letter.whole ? element('button', { type: 'button', click: () => replayOne(letter) }, 'Send again') : null);

  const only = reason => {
    form.elements.reason.value = reason;
    changed();
  };

  const draw = answer => {
    const counts = Object.entries(answer.reasons).sort((a, b) => b[1] - a[1]);
    known.replaceChildren(...counts.map(([reason]) => element('option', { value: reason })));
    reasons.replaceChildren(counts.length
      ? table('Dead letters by reason', ['Reason', 'Letters', ''], counts.map(([reason, letters]) => [reason, whole(letters), element('button', { type: 'button', 'aria-label': `Only these: ${reason}`, click: () => only(reason) }, 'Only these')]))
      : element('p', { class: 'note' }, 'none'));
    list.replaceChildren(...(answer.letters.length ? answer.letters.map(row) : [element('p', { class: 'note' }, Object.keys(meant()).length ? 'none of those looked at meets the filter' : 'none yet')]));
    count.textContent = `${answer.letters.length} shown of the newest ${whole(answer.looked)} in ${answer.topic}`;
  };

  const look = async () => {
    try {
      const answer = await ask('dead-letters?' + new URLSearchParams(meant()));
      if (!gone) draw(answer);
    } catch (failed) {
      if (!gone) {
        count.textContent = failed.message;
        list.replaceChildren();
      }
    }
  };

  main.append(element('h2', { class: 'unseen' }, 'Dead letters'),
    element('div', { class: 'columns two' }, card('By reason', 'among the newest of each partition', reasons), card('Filter', null, form)),
    element('section', { class: 'card' },
      element('div', { class: 'head' }, element('h2', {}, 'Dead letters', element('small', {}, 'records that were no usable vector, newest first')),
        element('button', { type: 'button', click: look }, 'Look again'),
        element('button', { type: 'button', class: 'danger', click: replayAll }, 'Send all of these again')),
      count, outcome, list));
  look();
  return () => {
    gone = true;
    clearTimeout(timer);
  };
};
