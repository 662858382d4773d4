/* Which view is shown, and what all of them share: one stream of events, and how the service is. */
import { write } from './elements.js';
import { ask, listen } from './server.js';
import { overview } from './overview.js';
import { models } from './models.js';
import { alerts } from './alerts.js';
import { alert } from './alert.js';
import { explore } from './explore.js';
import { deadletters } from './deadletters.js';
import { subscriptions } from './subscriptions.js';

const at = id => document.getElementById(id);
const main = at('main');
const bus = new EventTarget();
const shared = { last: null, bus };
let shown = { leave: () => {} };

/* A view fills the element and returns what is to be done when it is left. */
const VIEWS = { overview, models, alerts, alert, explore, deadletters, subscriptions };

const show = () => {
  const [name = 'overview', ...rest] = location.hash.replace(/^#\/?/, '').split('/').filter(part => part);
  const view = name === 'alerts' && rest.length === 2 ? 'alert' : VIEWS[name] ? name : 'overview';
  shown.leave();
  main.replaceChildren();
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === '#/' + (view === 'alert' ? 'alerts' : view)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = { overview: 'Narrows', models: 'Models', alerts: 'Alerts', alert: 'Alert', explore: 'Explore', deadletters: 'Dead letters', subscriptions: 'Subscriptions' }[view]
    + (view === 'overview' ? '' : ' · Narrows');
  shown = { leave: VIEWS[view](main, rest.map(decodeURIComponent), shared) || (() => {}) };
};

const state = now => {
  const down = Object.entries(now.health.parts).find(([, part]) => !part.up);
  write(at('state'), now.health.ready ? 'running' : now.health.failure || (down ? `${down[0]}: ${down[1].detail}` : 'not ready'));
  at('state').className = 'chip ' + (now.health.ready ? 'up' : 'down');
  const version = now.totals.modelVersion;
  write(at('flow'), `${now.inputTopic} → ${version ? `${now.model}, version ${version}` : 'waiting for a model'} → ${now.latentsTopic}`);
};

const receive = (name, data) => {
  if (name === 'overview') {
    shared.last = data;
    state(data);
  }
  bus.dispatchEvent(new CustomEvent(name, { detail: data }));
};

addEventListener('hashchange', () => {
  show();
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});

ask('overview').then(now => receive('overview', now), () => {}).finally(() => {
  show();
  document.body.dataset.drawn = 'true';
});
listen(receive, pause => {
  write(at('state'), `not reachable, next try in ${Math.round(pause / 1000)} s`);
  at('state').className = 'chip down';
});

