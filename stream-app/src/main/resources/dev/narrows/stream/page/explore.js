/* Any record of the input: its vector, its code, and what that decodes to. */
import { card, element, short, time, whole } from './elements.js';
import { ask } from './server.js';
import { drawing } from './drawing.js';

const found = record => element('div', {},
  element('dl', { class: 'facts' }, [
    ['key', record.key], ['time', time(record.time)], ['value', `${whole(record.bytes)} bytes, ${whole(record.dim)} values`],
    ['code', record.codeBytes ? `${whole(record.codeBytes)} bytes by version ${record.modelVersion}` : 'none'],
    ['error', record.modelVersion ? short(record.error) : 'none']
  ].flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
  record.problem ? element('p', { class: 'note' }, record.problem) : null,
  record.vector && record.vector.length ? drawing(record.vector, record.reconstruction) : null,
  record.vector ? null : element('p', { class: 'note' }, 'vectors are not shown here: http.page=true shows them'),
  record.code ? element('details', { class: 'after' }, element('summary', {}, 'Code'), element('code', { class: 'code' }, record.code)) : null);

export const explore = (main, [partition, offset], shared) => {
  const host = element('div'), newest = element('div', { class: 'columns two' }, element('p', { class: 'note' }, 'loading')), error = element('p', { class: 'error', role: 'alert' });
  let gone = false;
  const form = element('form', { class: 'filter', submit: event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    location.hash = `#/explore/${values.partition}/${values.offset}`;
  } },
  element('label', {}, element('span', {}, 'Partition'), element('input', { name: 'partition', type: 'number', min: 0, required: true, value: partition || 0 })),
  element('label', {}, element('span', {}, 'Offset'), element('input', { name: 'offset', type: 'number', min: 0, required: true, value: offset || 0 })),
  element('button', { type: 'submit', class: 'main' }, 'Show'));

  const lookAtNewest = async () => {
    try {
      const answer = await ask('records');
      if (gone) return;
      newest.replaceChildren(...(answer.records.length
        ? answer.records.map(record => card(`Partition ${record.partition}, offset ${record.offset}`, null, found(record)))
        : [element('p', { class: 'note' }, 'no latents yet')]));
    } catch (failed) {
      if (!gone) newest.replaceChildren(element('p', { class: 'note' }, failed.message));
    }
  };

  main.append(element('h2', { class: 'unseen' }, 'Explore'), card('A record', `of ${shared.last ? shared.last.inputTopic : 'the input'}`, form, error, host),
    element('div', { class: 'head' }, element('h2', {}, 'Encoded last', element('small', {}, 'one of each of a few partitions')),
      element('button', { type: 'button', click: lookAtNewest }, 'Look again')), newest);
  if (offset !== undefined) {
    ask(`records/${partition}/${offset}`).then(record => !gone && host.replaceChildren(found(record)), failed => { error.textContent = failed.message; });
  }
  lookAtNewest();
  return () => { gone = true; };
};
