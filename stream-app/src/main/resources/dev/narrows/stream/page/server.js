/* Asks the service, and listens to it. */
const API = 'api/v1/';
const FIRST_PAUSE = 1000, LONGEST_PAUSE = 30000;

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const answered = async response => {
  if (response.status === 204) return null;
  const text = await response.text();
  let answer = text;
  try {
    answer = JSON.parse(text);
  } catch (notJson) {
    if (response.ok) return text;
  }
  if (!response.ok) throw new Refused(response.status, (answer && answer.error) || `status ${response.status}`);
  return answer;
};

export const ask = async path => answered(await fetch(API + path, { cache: 'no-store' }));

/* The token stays in this tab and is gone with it. */
export const token = {
  get: () => sessionStorage.getItem('token') || '',
  set: value => sessionStorage.setItem('token', value)
};

export const change = async (method, path, body) => answered(await fetch(API + path, {
  method,
  headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + token.get() },
  body: body === undefined ? undefined : JSON.stringify(body)
}));

/* Events until the returned function is called. After each failure the pause doubles, with some chance in it, so that many
   pages do not come back together. */
export const listen = (onEvent, onLost) => {
  let source, timer, pause = FIRST_PAUSE, ended = false;
  const connect = () => {
    source = new EventSource(API + 'events');
    for (const name of ['overview', 'alerts']) {
      source.addEventListener(name, event => {
        pause = FIRST_PAUSE;
        onEvent(name, JSON.parse(event.data));
      });
    }
    source.onerror = () => {
      source.close();
      if (ended) return;
      onLost(pause);
      timer = setTimeout(connect, pause * (0.75 + Math.random() / 2));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    };
  };
  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    source.close();
  };
};
