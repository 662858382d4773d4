'use strict';
/* Asks the service once a second how it is (/health/live), what it counted (/metrics) and what was found (/live), and at
   first what was before (/history). */
(() => {
  const WINDOW = 600_000, EVERY = 1000, PAIRS = 12, ALERTS = 22;
  const at = id => document.getElementById(id);
  const state = { last: null, points: [], pairs: [], alerts: [], versions: [], curves: false };
  const whole = number => Math.round(number).toLocaleString('en');
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const bytes = number => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let i = 0;
    while (number >= 1000 && i < units.length - 1) { number /= 1000; i++; }
    return [number >= 100 || i === 0 ? whole(number) : number.toFixed(1), units[i]];
  };
  const figure = (id, number, unit) => {
    at(id).replaceChildren(number, ...(unit ? [' ', element('small', '', unit)] : []));
  };
  const clock = t => new Date(t).toLocaleTimeString('en-GB');
  const short = number => Number(number).toPrecision(3);

  const showFigures = now => {
    const { totals } = now, before = state.last;
    if (before && now.t > before.t && totals.records >= before.totals.records) {
      const seconds = (now.t - before.t) / 1000;
      const rate = key => Math.max(0, totals[key] - before.totals[key]) / seconds;
      figure('records-rate', whole(rate('records')));
      figure('in-rate', ...withRate(bytes(rate('bytesIn'))));
      figure('out-rate', ...withRate(bytes(rate('bytesOut'))));
      state.points.push({ t: now.t, value: rate('records') });
      state.points = state.points.filter(point => now.t - point.t < WINDOW + 2 * EVERY);
    }
    at('records-total').textContent = whole(totals.records) + ' in all';
    at('in-total').textContent = bytes(totals.bytesIn).join(' ') + ' in all';
    at('out-total').textContent = bytes(totals.bytesOut).join(' ') + ' in all';
    figure('ratio', totals.bytesOut > 0 ? (totals.bytesIn / totals.bytesOut).toFixed(1) : '–', totals.bytesOut > 0 ? ': 1' : '');
    figure('alerts-total', whole(totals.alerts));
    at('alerts-share').textContent = totals.records > 0 ? (100 * totals.alerts / totals.records).toFixed(2) + ' % of records' : '';
    figure('dead-total', whole(totals.deadLetters));
    at('dead-reasons').textContent = Object.entries(now.deadLetterReasons).map(([reason, count]) => reason + ' ' + whole(count)).join(', ');
  };
  const withRate = ([number, unit]) => [number, unit + '/s'];

  const showPair = pair => {
    const made = element('figure'), pictures = element('div', 'pictures'), scale = draw.range(pair.original);
    pictures.append(draw.vector(pair.original, state.curves, scale, '--in'), draw.vector(pair.reconstruction, state.curves, scale, '--out'));
    const caption = element('figcaption', '', 'error ');
    caption.append(element('b', '', short(pair.error)), ' · version ' + pair.modelVersion);
    made.append(pictures, caption);
    return made;
  };

  const showAlert = alert => {
    const made = element('figure'), caption = element('figcaption', '', 'severity ');
    made.title = `${alert.topic}, partition ${alert.partition}, offset ${alert.offset}\nerror ${short(alert.error)}, threshold ${short(alert.threshold)}, model version ${alert.modelVersion}`;
    caption.append(element('b', '', alert.score.toFixed(1)), element('br'), 'error ' + short(alert.error) + ' · v' + alert.modelVersion);
    made.append(alert.vector.length
      ? draw.vector(alert.vector, state.curves, draw.range(alert.vector), '--alarm')
      : element('div', 'gone', 'not in the topic any more'));
    made.append(caption);
    return made;
  };

  const showGrid = (id, items, show) => {
    if (items.length) at(id).replaceChildren(...items.map(show));
  };

  const showVersions = versions => {
    state.versions = versions;
    if (!versions.length) return;
    at('versions').replaceChildren(...versions.slice().reverse().map(change => {
      const line = element('li'), text = element('span', '', change.reason);
      text.append(element('time', '', clock(change.t)));
      line.append(element('b', '', 'v' + change.version), text);
      return line;
    }));
  };

  const showStory = steps => {
    at('story').hidden = !steps.length;
    at('story').replaceChildren(...steps.map(step => element('li', step.state, step.title)));
  };

  const health = (text, className) => {
    at('health').textContent = text;
    at('health').className = 'chip ' + className;
  };

  const redraw = () => {
    const square = state.pairs.concat(state.alerts.filter(alert => alert.vector.length)).some(one => draw.side(one.original || one.vector));
    at('shape').hidden = !square;
    at('shape').textContent = state.curves ? 'draw as pictures' : 'draw as curves';
    showGrid('pairs', state.pairs, showPair);
    showGrid('alerts', state.alerts, showAlert);
  };

  const newest = (kept, fresh, most) => fresh.slice().reverse().concat(kept).slice(0, most);
  const lastId = items => items.length ? items[0].id : 0;

  const show = now => {
    /* Fewer than before: the service was started anew. */
    if (state.last && state.last.totals.records > now.totals.records) {
      Object.assign(state, { points: [], pairs: [], alerts: [] });
    }
    health(now.state, now.ready ? 'up' : '');
    at('input-topic').textContent = now.inputTopic;
    at('latents-topic').textContent = now.latentsTopic;
    at('model').textContent = now.modelVersion > 0 ? `${now.modelName}, version ${now.modelVersion}` : 'waiting for a model';
    showFigures(now);
    showVersions(now.versions);
    showStory(now.story);
    state.pairs = newest(state.pairs, now.pairs, PAIRS);
    state.alerts = newest(state.alerts, now.alerts, ALERTS);
    if (now.pairs.length || now.alerts.length) redraw();
    draw.chart(at('chart'), state.points, state.versions.map(change => ({ t: change.t, text: 'v' + change.version })), now.t, WINDOW);
    state.last = now;
  };

  /* Counters of the Prometheus text: {name: sum over all labels}, and dead letters by reason. */
  const counted = text => {
    const sums = {}, reasons = {};
    for (const line of text.split('\n').filter(each => each.startsWith('narrows_'))) {
      const [, name, labels, value] = line.match(/^(\w+)(\{.*\})? (\S+)/) || [];
      sums[name] = (sums[name] || 0) + Number(value);
      const reason = name === 'narrows_dead_letters_total' && labels && labels.match(/reason="([^"]*)"/);
      if (reason && Number(value) > 0) reasons[reason[1]] = Number(value);
    }
    const sum = name => sums[name] || 0;
    return {
      modelVersion: sum('narrows_model_version'),
      deadLetterReasons: reasons,
      totals: {
        records: sum('narrows_records_total'), bytesIn: sum('narrows_input_bytes_total'),
        bytesOut: sum('narrows_latent_bytes_total'), alerts: sum('narrows_alerts_total'),
        deadLetters: sum('narrows_dead_letters_total')
      }
    };
  };

  const get = async address => {
    const answer = await fetch(address, { cache: 'no-store' });
    /* 503 is an answer too: the service has failed for good, and says why. */
    if (!answer.ok && answer.status !== 503) throw new Error('status ' + answer.status);
    return answer;
  };

  /* What came through before the page was opened: every second, also those in which nothing came. */
  const before = async () => {
    const seconds = await get('history').then(answer => answer.json());
    if (!seconds.length) return;
    const records = new Map(seconds.map(second => [second.t, second.records])), now = Date.now();
    for (let t = Math.max(seconds[0].t, now - now % EVERY - WINDOW); t < now - EVERY; t += EVERY) {
      state.points.push({ t, value: records.get(t) || 0 });
    }
  };

  const ask = async () => {
    try {
      if (!state.last) await before();
      const [health, metrics, live] = await Promise.all([
        get('health/live').then(answer => answer.json()),
        get('metrics').then(answer => answer.text()),
        get(`live?pairsAfter=${lastId(state.pairs)}&alertsAfter=${lastId(state.alerts)}`).then(answer => answer.json())
      ]);
      const down = Object.entries(health.parts || {}).filter(([, part]) => !part.up).map(([name, part]) => name + ': ' + part.detail);
      show({
        ...live, ...counted(metrics), ready: health.ready,
        state: health.ready ? 'running' : health.failure || down[0] || 'not ready',
        pairs: live.pairs.map(each => ({ id: each.id, ...each.item })),
        alerts: live.alerts.map(each => ({ id: each.id, ...each.item }))
      });
    } catch (failed) {
      health('not reachable: ' + failed.message, 'down');
    }
    setTimeout(ask, EVERY);
  };

  at('shape').addEventListener('click', () => {
    state.curves = !state.curves;
    redraw();
  });
  window.addEventListener('resize', () => state.last && redraw());
  ask();
})();
