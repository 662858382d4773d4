/* Receives webhooks: /healthy takes each, /flaky answers 500 for the first NARROWS_AWAY_MS, /dead never answers. Messages are
   verified by the Standard Webhooks library and read by the CloudEvents SDK. Prints its port; GET /report tells what came. */
import { createServer } from 'node:http';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

const { NARROWS_SECRET: SECRET, NARROWS_AWAY_MS: AWAY } = process.env;
const verifier = new Webhook(SECRET);
const report = { healthy: [], flaky: [], dead: 0, refused: 0, wrong: [] };
let away = 0;

const receive = (name, headers, body) => {
  try {
    verifier.verify(body, headers);
    const event = HTTP.toEvent({ headers, body });
    event.validate();
    const data = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
    report[name].push({ webhookId: headers['webhook-id'], id: event.id, type: event.type, status: data.status, count: data.count, groups: data.groups });
  } catch (failed) {
    report.wrong.push(String(failed));
  }
};

createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    if (request.url === '/report') return response.end(JSON.stringify(report));
    if (request.url === '/dead') return void report.dead++;
    if (request.url === '/flaky') {
      away = away || Date.now() + Number(AWAY);
      if (Date.now() < away) {
        report.refused++;
        response.statusCode = 500;
        return response.end();
      }
    }
    receive(request.url.slice(1), request.headers, body);
    response.statusCode = 202;
    response.end();
  });
}).listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});
