// Model versions from the topic `models`: put together, digests and signatures looked at.
import { createHash, createPublicKey, verify } from 'node:crypto';
import avsc from 'avsc';

const MANIFEST = 'dev.narrows.schemas.ModelManifest';
const LATER = [['featureNames'], ['featureLows', 'featureHighs', 'correctors'], ['baseline']];

/** Reads versions of models; each is read once and kept. */
export class ModelStore {
  /**
   * @param kafka a KafkaJS client
   * @param registry a Registry
   * @param options topic; trustedKeys: PEM or KeyObject of Ed25519 public keys, where given only models signed with one
   *     of these are taken; timeoutMs
   */
  constructor(kafka, registry, { topic = 'models', trustedKeys = [], timeoutMs = 30_000 } = {}) {
    this.kafka = kafka;
    this.registry = registry;
    this.topic = topic;
    this.trusted = trustedKeys.map((key) => createPublicKey(key).export({ type: 'spki', format: 'der' }));
    this.timeoutMs = timeoutMs;
    this.known = new Map();
  }

  /** @returns { manifest, decoder } of a version, the decoder as the bytes of an ONNX file */
  load(name, version) {
    const id = `${name}/${version}`;
    if (!this.known.has(id)) {
      const loading = this.#load(id);
      loading.catch(() => this.known.delete(id));
      this.known.set(id, loading);
    }
    return this.known.get(id);
  }

  async #load(id) {
    const { manifest, schema, chunks } = await this.#read(id);
    this.#requireTrusted(id, manifest, schema);
    const parts = [];
    for (let i = 0; i < manifest.decoderGraph.chunks; i++) {
      const part = chunks.get(`${id}/decoder/${i}`);
      if (!part) throw new Error(`model ${id}: decoder chunk ${i} missing (expected: ${manifest.decoderGraph.chunks})`);
      parts.push(part);
    }
    const decoder = Buffer.concat(parts);
    const sha256 = createHash('sha256').update(decoder).digest('hex');
    if (sha256 !== manifest.decoderGraph.sha256) {
      throw new Error(`model ${id}: decoder of SHA-256 ${sha256} (expected: ${manifest.decoderGraph.sha256})`);
    }
    return { manifest, decoder };
  }

  /** Keys are name/version/decoder/0 and so on; the manifest is the last record of a version. */
  async #read(id) {
    const consumer = this.kafka.consumer({ groupId: `narrows-models-${process.pid}-${Date.now()}-${Math.random()}` });
    const chunks = new Map();
    let timer;
    await consumer.connect();
    try {
      await consumer.subscribe({ topic: this.topic, fromBeginning: true });
      return await new Promise((resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error(`model ${id}: none in ${this.timeoutMs} ms (expected: in topic ${this.topic})`)),
          this.timeoutMs,
        );
        const eachMessage = async ({ message }) => {
          try {
            const key = message.key?.toString() ?? '';
            if (!key.startsWith(`${id}/`) || !message.value) return;
            const { schema, value } = await this.registry.read(message.value);
            const [[type, record]] = Object.entries(value);
            if (type === MANIFEST) resolve({ manifest: record, schema: schema.find(isManifest), chunks });
            else chunks.set(key, record.data);
          } catch (error) {
            reject(error);
          }
        };
        consumer.run({ eachMessage }).catch(reject);
      });
    } finally {
      clearTimeout(timer);
      await consumer.disconnect();
    }
  }

  #requireTrusted(id, manifest, schema) {
    if (this.trusted.length === 0) return;
    if (!manifest.signature || !manifest.publicKey) throw new Error(`model ${id}: unsigned (expected: signed)`);
    if (!this.trusted.some((key) => key.equals(manifest.publicKey))) {
      throw new Error(`model ${id}: signed with another key (expected: a trusted one)`);
    }
    const key = createPublicKey({ key: manifest.publicKey, type: 'spki', format: 'der' });
    if (!verify(null, signed(manifest, schema), key, manifest.signature)) {
      throw new Error(`model ${id}: signature of something else (expected: of this manifest)`);
    }
  }
}

function isManifest(schema) {
  return `${schema.namespace}.${schema.name}` === MANIFEST;
}

function says(value) {
  return value != null && value.length !== 0;
}

/** Signed is the manifest in the oldest schema that holds all it says, without signature, maps in the order of keys. */
function signed(manifest, schema) {
  const dropped = new Set();
  for (const fields of [...LATER].reverse()) {
    if (fields.some((field) => says(manifest[field]))) break;
    fields.forEach((field) => dropped.add(field));
  }
  const fields = schema.fields.filter((field) => !dropped.has(field.name));
  const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  const unsigned = {
    ...manifest,
    signature: null,
    settings: sorted(manifest.settings),
    figures: sorted(manifest.figures),
  };
  return avsc.Type.forSchema({ ...schema, fields }).toBuffer(unsigned);
}
