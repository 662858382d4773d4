/* Which versions there are, what they can do, and which is in service. */
import { bytes, card, element, short, table, time, whole } from './elements.js';
import { ask } from './server.js';
import { confirm } from './dialog.js';
import { evidence } from './evidence.js';
import { histogram } from './histogram.js';

const EVERY = 3_000, ERRORS_EVERY = 10_000;
const NAMES = {
  mse: 'error (mse)', testMse: 'error on the test part', pcaMse: 'error of PCA at as many values', compressionRatio: 'float32 values to code',
  codeBytes: 'bytes a code', alertRate: 'alert rate asked for'
};

const facts = pairs => element('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, String(value))]));

const ratio = version => version.inputDim * 4 / version.codeBytes;

/* What the record of the rollout says, whatever it holds: fields that are there and not told elsewhere. */
const trial = rollout => Object.entries(rollout).filter(([name, value]) =>
  !['modelName', 'reason', 'changedAt', 'stableVersion', 'previousVersion', 'candidateVersion', 'evidence', 'served', 'stageSince', 'stagePairs', 'commandId'].includes(name)
  && value !== 'NONE' && !(name === 'canaryPercent' && !value) && value !== null && value !== '' && !(Array.isArray(value) && !value.length));

const worded = name => name.replace(/([A-Z])/g, ' $1').toLowerCase();
const told = value => typeof value === 'number' ? short(value) : Array.isArray(value) ? value.join(', ') : String(value).replace(/^[A-Z_]+$/, word => word.toLowerCase().replaceAll('_', ' '));

export const models = (main, _, shared) => {
  const host = element('div'), errors = element('div', { class: 'columns two' });
  const errorsCard = card('Errors', 'share of records by bin, training beside the last hour', errors);
  errorsCard.hidden = true;
  const history = element('div');
  main.append(element('h2', { class: 'unseen' }, 'Models'), host, errorsCard, history);
  let timer, errorsTimer, gone = false, drawn = '', drawnErrors = '', charts = [];
  const opened = new Set();

  const promote = (version, stable) => confirm({
    title: `Make ${version.name} version ${version.version} stable?`,
    says: (stable ? `Every instance stops encoding with version ${stable} and takes version ${version.version} between two batches, within seconds. ` : 'Every instance takes this version within seconds and begins to encode. ')
      + 'What was encoded stays decodable. A trial that runs ends.',
    button: 'Promote',
    path: `models/${encodeURIComponent(version.name)}/promote`,
    body: () => ({ version: version.version }),
    done: look
  });

  const rollBack = (name, rollout) => confirm({
    title: `Roll ${name} back?`,
    says: `Every instance leaves version ${rollout.stableVersion} and takes ${rollout.previousVersion ? 'version ' + rollout.previousVersion : 'the version before'} again, within seconds. What version ${rollout.stableVersion} encoded stays decodable.`,
    button: 'Roll back',
    danger: true,
    path: `models/${encodeURIComponent(name)}/rollback`,
    done: look
  });

  const pause = (name, rollout) => confirm(rollout.paused ? {
    title: `Go on with version ${rollout.candidateVersion}?`,
    says: `The trial of version ${rollout.candidateVersion} goes to its next stage again as soon as the evidence is in its favour, on every instance.`,
    button: 'Resume',
    path: `models/${encodeURIComponent(name)}/resume`,
    done: look
  } : {
    title: `Pause version ${rollout.candidateVersion}?`,
    says: `Version ${rollout.candidateVersion} stays at its stage, whatever the evidence says in its favour, until somebody resumes it. Evidence against it still rolls it back.`,
    button: 'Pause',
    path: `models/${encodeURIComponent(name)}/pause`,
    done: look
  });

  const retire = version => confirm({
    title: `Retire ${version.name} version ${version.version}?`,
    says: `Nothing is rolled back to version ${version.version} any more, and it cannot be submitted again. What it encoded stays decodable. Refused while its latents may still be in their topic, unless you say otherwise.`,
    button: 'Retire',
    danger: true,
    fields: [['force', 'Also while its latents may still be there', { type: 'checkbox', required: false, value: 'yes' }]],
    path: `models/${encodeURIComponent(version.name)}/retire`,
    body: values => ({ version: version.version, force: values.force === 'yes' }),
    done: look
  });

  const versionCard = (version, rollout) => {
    const id = version.name + '/' + version.version, stable = rollout && rollout.stableVersion;
    const more = element('details', { open: opened.has(id), toggle: event => event.target.open ? opened.add(id) : opened.delete(id) },
      element('summary', {}, 'Figures and provenance'),
      element('h4', {}, 'Figures on held-out rows'),
      facts(Object.entries(version.figures).sort().map(([name, value]) => [NAMES[name] || worded(name), short(value)])),
      element('h4', {}, 'Made from'),
      facts([['training rows', whole(version.trainingRows)], ['digest of the data', version.dataDigest], ['seed', version.seed],
        ['encoder', version.encoderGraph.sha256], ['decoder', version.decoderGraph.sha256]]),
      element('h4', {}, 'Settings of the trainer'),
      facts(Object.entries(version.settings).sort()));
    return element('section', { class: 'card version ' + version.role, 'aria-label': `version ${version.version}` },
      element('div', { class: 'head' },
        element('h3', {}, 'Version ' + version.version),
        element('span', { class: 'chip ' + (version.role === 'stable' ? 'up' : '') }, version.role),
        ['stable', 'retired'].includes(version.role) ? null : element('button', { type: 'button', click: () => promote(version, stable) }, 'Promote'),
        ['previous', 'published'].includes(version.role) && rollout ? element('button', { type: 'button', class: 'danger', click: () => retire(version) }, 'Retire') : null),
      facts([['kind', version.kind], ['made', time(version.createdAt)],
        ['size', `${version.inputDim} values to ${version.codeBytes} bytes, ${short(ratio(version))} : 1`],
        ['threshold', `${short(version.threshold)} (${version.errorMetric}), for ${short(100 * version.alertRate)} % of normal vectors`],
        ['graphs', bytes(version.encoderGraph.bytes + version.decoderGraph.bytes).join(' ')],
        ['signed', version.signed ? 'yes' : 'no']]),
      more);
  };

  /* A form of a time that stands in a list of the record. */
  const served = rollout => (rollout.served || []).map(each => `version ${each.version} until ${time(each.until)}`).join(', ');

  const model = (name, versions, rollout, answer) => element('div', { class: 'model' },
    element('div', { class: 'head' },
      element('h2', {}, name, name === answer.model ? element('small', {}, 'served here') : null),
      rollout && rollout.candidateVersion ? element('button', { type: 'button', click: () => pause(name, rollout) }, rollout.paused ? 'Resume' : 'Pause') : null,
      rollout && rollout.stableVersion ? element('button', { type: 'button', class: 'danger', click: () => rollBack(name, rollout) }, 'Roll back') : null),
    rollout ? card('Rollout', `since ${time(rollout.changedAt)}`,
      facts([['stable', rollout.stableVersion], ['before that', rollout.previousVersion], ['candidate', rollout.candidateVersion],
        ['reason', rollout.reason], ['served before', served(rollout)], ['stage since', rollout.stageSince && time(rollout.stageSince)],
        ...trial(rollout).map(([key, value]) => [worded(key), told(value)])]),
      answer.trials[name] ? evidence(rollout, answer.trials[name]) : null) : null,
    element('div', { class: 'columns two' }, versions.slice().reverse().map(version => versionCard(version, rollout))));

  const draw = answer => {
    const now = JSON.stringify(answer);
    if (now === drawn) return;
    drawn = now;
    const names = [...new Set(answer.versions.map(version => version.name))];
    host.replaceChildren(
      ...(names.length
        ? names.sort((a, b) => (b === answer.model) - (a === answer.model)).map(name => model(name, answer.versions.filter(version => version.name === name), answer.rollouts[name], answer))
        : [card('No versions yet', null, element('p', { class: 'note' }, 'narrows train makes and publishes one.'))]));
    history.replaceChildren(answer.changes.length ? card('Stable versions', 'since this instance looks',
        table('Stable versions', ['When', 'Version', 'Why'], answer.changes.slice().reverse().map(change => [time(change.t), String(change.version), change.reason]))) : '');
  };

  const look = async () => {
    clearTimeout(timer);
    try {
      const answer = await ask('models');
      if (!gone) draw(answer);
    } catch (away) {
      /* The state in the head says so. */
    }
    if (!gone) timer = setTimeout(look, EVERY);
  };
  const drawErrors = answer => {
    const now = JSON.stringify(answer);
    if (now === drawnErrors) return;
    drawnErrors = now;
    charts.forEach(chart => chart.close());
    charts = answer.versions.map(histogram);
    errors.replaceChildren(...charts.map(chart => chart.node));
    errorsCard.hidden = !charts.length;
  };

  const lookAtErrors = async () => {
    try {
      const answer = await ask('errors');
      if (!gone) drawErrors(answer);
    } catch (away) {
      /* The state in the head says so. */
    }
    if (!gone) errorsTimer = setTimeout(lookAtErrors, ERRORS_EVERY);
  };

  look();
  lookAtErrors();
  return () => {
    gone = true;
    clearTimeout(timer);
    clearTimeout(errorsTimer);
    charts.forEach(chart => chart.close());
  };
};
