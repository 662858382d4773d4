// A peer that shares nothing with Narrows but topics and registry: reads latents as JSON lines, writes vectors.
//   node peer.mjs read  <bootstrap> <registry> <topic> <count>
//   node peer.mjs write <bootstrap> <registry> <topic> <count>
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';

const [mode, bootstrap, registryUrl, topic, count] = process.argv.slice(2);
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

await (mode === 'read' ? read : write)(Number(count));
