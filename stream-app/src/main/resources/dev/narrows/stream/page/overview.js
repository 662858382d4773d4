/* How the service is: now, and in the last hour. */
import { bytes, card, clock, duration, element, rate, short, table, time, whole, write } from './elements.js';
import { ask } from './server.js';
import { lines } from './chart.js';
import { minutes, spark } from './spark.js';

const HOUR = 3_600_000, BIN = 5_000, EVERY = 5_000;

const tile = (title, className = '') => {
  const figure = element('p', { class: 'figure' }, '–'), note = element('p', { class: 'note' });
  return {
    node: element('div', { class: 'tile ' + className }, element('h2', {}, title), figure, note),
    show(number, unit, text = '') {
      write(figure, unit ? number + ' ' + unit : number);
      write(note, text);
    }
  };
};

/* Sums of bins of five seconds, those without records among them. */
const binned = (seconds, now) => {
  const bins = new Map();
  for (const second of seconds) {
    const t = second.t - second.t % BIN, bin = bins.get(t) || { records: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
    bin.records += second.records;
    bin.bytesIn += second.bytesIn;
    bin.bytesOut += second.bytesOut;
    bin.latencyMs = Math.max(bin.latencyMs, second.latencyMs);
    bins.set(t, bin);
  }
  const first = Math.max(Math.min(...bins.keys(), now - now % BIN), now - HOUR);
  const times = [], columns = [[], [], [], []];
  for (let t = first - first % BIN; t < now - BIN; t += BIN) {
    const bin = bins.get(t);
    times.push(t);
    columns[0].push(bin ? bin.records * 1000 / BIN : 0);
    columns[1].push(bin ? bin.bytesIn * 1000 / BIN : 0);
    columns[2].push(bin ? bin.bytesOut * 1000 / BIN : 0);
    columns[3].push(bin ? bin.latencyMs : null);
  }
  return { times, columns };
};

const listed = numbers => numbers.length > 12 ? `${numbers.slice(0, 10).join(', ')} and ${numbers.length - 10} more` : numbers.join(', ');

/* Who works with which version; what is mixed stands first. */
const fleet = now => {
  const { working, mixed, holdsMs } = now.instances, told = new Set(working.flatMap(each => each.partitions)).size;
  const all = now.lag ? ` ${whole(told)} of ${whole(Math.max(told, now.lag.lags.length))} partitions are told of.` : '';
  const versions = [...new Set(working.filter(each => each.role !== 'candidate').map(each => each.version))].sort((a, b) => a - b);
  return [
    mixed ? element('ul', { class: 'warnings' }, element('li', {}, `Mixed: versions ${versions.join(' and ')} encode at the same time. In an upgrade this lasts seconds.`)) : '',
    working.length ? table('Instances', ['Instance', 'Version', 'Partitions'],
      working.map(each => [each.instance, `${each.version} (${each.role === 'other' ? 'not the stable one' : each.role})`, listed(each.partitions)])) : '',
    element('p', { class: 'note' }, `An instance tells when records come. Who had none for ${duration(holdsMs)} is not listed.${all}`)];
};

/* How far each partition was behind, all on one scale. */
const behind = (lag, now) => {
  if (!lag.length) return element('p', { class: 'note' }, 'not known yet');
  const last = lag[lag.length - 1].lags, start = Math.max(lag[0].t, now - HOUR);
  const top = lag.reduce((most, sample) => sample.lags.reduce((a, b) => Math.max(a, b), most), 1);
  return table('Partitions', ['Partition', 'Behind', `Since ${clock(start)}, of ${whole(top)}`], last.map((records, i) => {
    const points = minutes(lag.map(sample => [sample.t, sample.lags[i] || 0]), start, now + 1);
    return [String(i), whole(records), spark(points, top, `at most ${whole(Math.max(...points))} behind since ${clock(start)}`)];
  }));
};

export const overview = (main, _, shared) => {
  const tiles = {
    records: tile('Records a second'), bytesIn: tile('Bytes in a second', 'in'), bytesOut: tile('Bytes out a second', 'out'),
    ratio: tile('Ratio of values'), latency: tile('Slowest of the last minute'), lag: tile('Behind'), alerts: tile('Alerts'), dead: tile('Dead letters')
  };
  const perSecond = unit => value => value == null ? '' : bytes(value).join(' ') + unit;
  const charts = {
    records: lines('Records a second', ['records'], { format: value => value == null ? '' : rate(value) }),
    bytes: lines('Bytes a second', ['out', 'in'], { format: perSecond('/s') }),
    lag: lines('Records behind', ['behind'], { format: value => value == null ? '' : value >= 10000 ? bytes(value).join('').replace('B', '') : rate(value) }),
    latency: lines('Age of the oldest record when its results are handed on', ['latency'], { format: value => value == null ? '' : duration(value) })
  };
  const parts = element('ul', { class: 'parts' }), warnings = element('ul', { class: 'warnings' });
  const threads = element('div'), partitions = element('div'), instances = element('div'), reasons = element('div'), versions = element('ol', { class: 'versions' });
  const story = element('ol', { class: 'story', hidden: true });
  const settings = element('div', {}, element('p', { class: 'note' }, 'loading')), topology = element('pre', { class: 'scroll', tabindex: 0 });
  main.append(
    element('h2', { class: 'unseen' }, 'Overview'),
    story,
    element('section', { class: 'tiles', 'aria-label': 'Figures' }, Object.values(tiles).map(each => each.node)),
    card('Health', null, parts, warnings),
    element('div', { class: 'columns two' },
      card('Records a second', 'last hour', charts.records.node), card('Bytes a second', 'values, in and out', charts.bytes.node),
      card('Behind', 'records not committed, all partitions', charts.lag.node), card('Latency', 'slowest, by records’ own time', charts.latency.node)),
    element('div', { class: 'columns two' },
      card('Instances', 'all that work on this topic', instances), card('Partitions', 'of the whole group', partitions),
      card('Threads', 'of this instance', threads),
      card('Dead letters', 'by reason', reasons), card('Versions', 'stable since', versions)),
    element('details', { class: 'card' }, element('summary', {}, 'Settings in force'), settings),
    element('details', { class: 'card' }, element('summary', {}, 'Topology'), topology));

  let seconds = [], lag = [], after = 0, timer, gone = false, drawnParts = '', drawnFleet = '', drawnLag = -1;

  const draw = now => {
    const { times, columns } = binned(seconds, now);
    const marks = shared.last ? shared.last.changes.map(change => ({ t: change.t, text: 'v' + change.version })) : [];
    charts.records.set(times, [columns[0]], marks);
    charts.bytes.set(times, [columns[2], columns[1]]);
    charts.latency.set(times, [columns[3]]);
    charts.lag.set(lag.map(sample => sample.t), [lag.map(sample => sample.total)]);
    const newest = lag.length ? lag[lag.length - 1].t : 0;
    if (newest !== drawnLag) {
      drawnLag = newest;
      partitions.replaceChildren(behind(lag, now));
    }
    const minute = seconds.filter(second => second.t > now - 60_000);
    tiles.latency.show(minute.length ? duration(Math.max(...minute.map(second => second.latencyMs))) : '–', '', 'until handed to the producer');
    const recent = seconds.filter(second => second.t > now - 11_000 && second.t <= now - 1_000);
    const mean = key => recent.reduce((sum, second) => sum + second[key], 0) / 10;
    const totals = shared.last ? shared.last.totals : null;
    tiles.records.show(rate(mean('records')), '', totals ? whole(totals.records) + ' in all' : '');
    tiles.bytesIn.show(...bytes(mean('bytesIn')), totals ? bytes(totals.bytesIn).join(' ') + ' in all' : '');
    tiles.bytesOut.show(...bytes(mean('bytesOut')), totals ? bytes(totals.bytesOut).join(' ') + ' in all' : '');
  };

  const fetchHistory = async () => {
    try {
      /* The second that still runs comes again. */
      const answer = await ask('history?after=' + Math.max(0, after - 2_000));
      const firstNew = answer.seconds.length ? answer.seconds[0].t : Infinity;
      seconds = seconds.filter(second => second.t < firstNew && second.t > answer.t - HOUR).concat(answer.seconds);
      const known = lag.length ? lag[lag.length - 1].t : 0;
      lag = lag.filter(sample => sample.t > answer.t - HOUR).concat(answer.lag.filter(sample => sample.t > known));
      if (seconds.length) after = seconds[seconds.length - 1].t;
      if (!gone) draw(answer.t);
    } catch (away) {
      /* The state in the head says so, and the next round asks again. */
    }
    if (!gone) timer = setTimeout(fetchHistory, EVERY);
  };

  const show = now => {
    const totals = now.totals, dead = Object.values(totals.deadLetters).reduce((sum, count) => sum + count, 0);
    tiles.ratio.show(totals.bytesOut > 0 ? (totals.bytesIn / totals.bytesOut).toFixed(1) : '–', totals.bytesOut > 0 ? ': 1' : '', 'bytes of values, not of keys, headers or disk');
    tiles.alerts.show(whole(totals.alerts), '', totals.records > 0 ? short(100 * totals.alerts / totals.records) + ' % of records' : '');
    tiles.dead.show(whole(dead), '', totals.records > 0 ? short(100 * dead / totals.records) + ' % of records' : '');
    tiles.lag.show(now.lag ? whole(now.lag.total) : '–', '', now.lag && now.lag.transactionMs ? 'transaction open for ' + duration(now.lag.transactionMs) : 'no transaction open');
    /* Tables are made anew only when they change: a reader's place in them stays. When an instance told last changes all the time. */
    const { working, mixed } = now.instances, versionsOf = JSON.stringify([mixed, working.map(each => [each.instance, each.version, each.role, each.partitions])]);
    if (versionsOf !== drawnFleet) {
      drawnFleet = versionsOf;
      instances.replaceChildren(...fleet(now));
    }
    const drawn = JSON.stringify([now.health, now.stream, totals.deadLetters, now.changes, now.problem, now.story]);
    if (drawn === drawnParts) return;
    drawnParts = drawn;
    story.hidden = !now.story.length;
    story.replaceChildren(...now.story.map(step => element('li', { class: step.state }, step.title)));
    parts.replaceChildren(...Object.entries(now.health.parts).map(([name, part]) => element('li', { class: part.up ? 'up' : 'down' },
      element('b', {}, name), ' ', element('span', {}, part.up ? '' : 'not up: ', part.detail, part.notice ? '; ' + part.notice : ''),
      element('small', {}, ' since ' + time(part.since)))));
    warnings.replaceChildren(...now.health.warnings.concat(now.problem ? ['the page sees nothing new of the cluster: ' + now.problem] : [])
      .map(warning => element('li', {}, warning)));
    threads.replaceChildren(now.stream && now.stream.threads.length
      ? table('Threads', ['Thread', 'State', 'Partitions'], now.stream.threads.map(each => [each.name.replace(/^.*-(StreamThread)/, '$1'), each.state, each.partitions.join(', ') || 'none']))
      : element('p', { class: 'note' }, 'not started: the stream starts with the first model'),
    ...(now.stream ? [element('p', { class: 'note' }, `stream ${now.stream.state}, ${whole(now.stream.rebalances)} rebalances, provider ${totals.provider || 'none yet'}`)] : []));
    const byReason = Object.entries(totals.deadLetters);
    reasons.replaceChildren(byReason.length
      ? table('Dead letters by reason', ['Reason', 'Count'], byReason.map(([reason, count]) => [reason, whole(count)]))
      : element('p', { class: 'note' }, 'none since the start'));
    versions.replaceChildren(...(now.changes.length
      ? now.changes.slice().reverse().map(change => element('li', {}, element('b', {}, 'v' + change.version), element('span', {}, change.reason, element('time', {}, clock(change.t)))))
      : [element('li', { class: 'note' }, 'no stable version yet')]));
  };

  const onOverview = event => show(event.detail);
  shared.bus.addEventListener('overview', onOverview);
  if (shared.last) show(shared.last);
  fetchHistory();
  ask('settings').then(found => settings.replaceChildren(table('Settings in force', ['Setting', 'Value'], Object.entries(found))), () => {});
  ask('topology').then(text => { topology.textContent = text; }, failed => { topology.textContent = failed.message; });
  return () => {
    gone = true;
    clearTimeout(timer);
    shared.bus.removeEventListener('overview', onOverview);
    Object.values(charts).forEach(chart => chart.close());
  };
};
