// A peer that shares nothing with Narrows but topics, registry and deploy/docs/contract.md: reads latents as JSON lines,
// writes vectors, puts a model's decoder together.
//   node peer.mjs read  <bootstrap> <registry> <topic> <count>
//   node peer.mjs write <bootstrap> <registry> <topic> <count>
//   node peer.mjs model <bootstrap> <registry> <topic> <name/version>
import { createHash } from 'node:crypto';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';

const { CompressionCodecs, CompressionTypes, Kafka, Partitioners, logLevel } = kafkajs;
// Latents are lz4 by default, which KafkaJS reads only with a codec; frames, as the npm package makes them.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async buffer => Buffer.from(lz4.decompress(buffer)),
});

const [mode, bootstrap, registryUrl, topic, wanted] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'foreign-peer', brokers: [bootstrap], logLevel: logLevel.ERROR });
const registry = new SchemaRegistry({ host: registryUrl });

async function read(wanted) {
  const consumer = kafka.consumer({ groupId: `peer-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    let seen = 0;
    const eachMessage = async ({ partition, message }) => {
      try {
        const latent = await registry.decode(message.value);
        const key = message.key && message.key.toString();
        console.log(JSON.stringify({ partition, key, ...latent, code: latent.code.toString('hex') }));
        if (++seen === wanted) resolve();
      } catch (error) {
        reject(error);
      }
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
}

async function write(wanted) {
  const schema = JSON.stringify({
    type: 'record',
    name: 'Measurement',
    fields: [
      { name: 'sensor', type: 'string' },
      { name: 'vector', type: { type: 'array', items: 'float' } },
    ],
  });
  const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject: `${topic}-value` });
  const messages = [];
  for (let i = 0; i < wanted; i++) {
    messages.push({ key: `k${i}`, value: await registry.encode(id, { sensor: `s${i}`, vector: [i, i + 0.5, -i - 1] }) });
  }
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages });
  await producer.disconnect();
  console.log(JSON.stringify({ id, sent: wanted }));
}

// Keys are name/version/manifest, name/version/encoder/0 and so on; the manifest is the last record of a version.
async function model(id) {
  const consumer = kafka.consumer({ groupId: `peer-${Date.now()}` });
  const chunks = new Map();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const manifest = await new Promise((resolve, reject) => {
    const eachMessage = async ({ message }) => {
      try {
        const key = message.key.toString();
        if (!key.startsWith(`${id}/`) || !message.value) return;
        // The schema is a union, so the record comes under the name of its type.
        const [[type, record]] = Object.entries(await registry.decode(message.value));
        if (type === 'dev.narrows.schemas.ModelManifest') resolve(record);
        else chunks.set(key, record.data);
      } catch (error) {
        reject(error);
      }
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  const parts = [];
  for (let i = 0; i < manifest.decoderGraph.chunks; i++) parts.push(chunks.get(`${id}/decoder/${i}`));
  const decoder = Buffer.concat(parts);
  console.log(JSON.stringify({
    inputDim: manifest.inputDim,
    codeBytes: manifest.codeBytes,
    chunks: parts.length,
    bytes: decoder.length,
    sha256: createHash('sha256').update(decoder).digest('hex'),
    promised: manifest.decoderGraph.sha256,
  }));
}

if (mode === 'model') await model(wanted);
else await (mode === 'read' ? read : write)(Number(wanted));
