/* Asks before something is changed: says what will happen, and wants to know who and why. */
import { element } from './elements.js';
import { change, token } from './server.js';

const dialog = document.getElementById('dialog');

const field = (name, label, attributes = {}) => element('label', {}, element('span', {}, label),
  element(attributes.rows ? 'textarea' : 'input', { name, required: true, maxlength: 400, ...attributes }));

/* confirm({ title, says, button, danger, fields: [[name, label, attributes]], method, path, body: values => ... }); the answer
   goes to done. */
export const confirm = ({ title, says, button, danger = false, fields = [], method = 'POST', path, body, done }) => {
  const error = element('p', { class: 'error', role: 'alert' });
  const send = element('button', { type: 'submit', class: danger ? 'danger' : 'main' }, button);
  const form = element('form', { method: 'dialog' },
    element('h2', { id: 'dialog-title' }, title),
    element('p', {}, says),
    fields.map(([name, label, attributes]) => field(name, label, attributes)),
    field('reason', 'Reason', { rows: 2 }),
    field('by', 'Your name', { value: sessionStorage.getItem('by') || '', autocomplete: 'name' }),
    field('token', 'Token', { type: 'password', value: token.get(), autocomplete: 'off' }),
    error,
    element('div', { class: 'buttons' },
      element('button', { type: 'button', click: () => dialog.close() }, 'Cancel'), send));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    token.set(values.token);
    sessionStorage.setItem('by', values.by);
    send.disabled = true;
    error.textContent = '';
    try {
      const answer = await change(method, path, { reason: values.reason, by: values.by, ...(body ? body(values) : {}) });
      dialog.close();
      done(answer);
    } catch (refused) {
      error.textContent = refused.message;
    } finally {
      send.disabled = false;
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
};
