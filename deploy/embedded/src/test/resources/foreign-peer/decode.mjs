// The Node client of deploy/clients/node over a topic: the bits of each vector as JSON lines, and the record where it is
// carried.
//   node decode.mjs <bootstrap> <registry> <topic> <models topic> <model> <count> <trusted key, PEM>
import kafkajs from 'kafkajs';
import { LatentDecoder, ModelStore, Registry } from './narrows/index.js';

const { Kafka, logLevel } = kafkajs;
const [bootstrap, url, topic, modelsTopic, model, count, trusted] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'narrows-node', brokers: [bootstrap], logLevel: logLevel.ERROR });
const registry = new Registry(url);
const models = new ModelStore(kafka, registry, { topic: modelsTopic, trustedKeys: [trusted] });
const decoder = new LatentDecoder(models, registry, model);
const consumer = kafka.consumer({ groupId: `node-${Date.now()}` });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await new Promise((resolve, reject) => {
  let seen = 0;
  const eachMessage = async ({ message }) => {
    try {
      const carries = (await registry.read(message.value)).value.frame;
      const { values, kept, value, record } = await decoder[carries ? 'restore' : 'decode'](message.value);
      const bits = Array.from(new Int32Array(values.buffer));
      console.log(JSON.stringify({ kept, bits, value: value?.toString('hex'), record }));
      if (++seen === Number(count)) resolve();
    } catch (error) {
      reject(error);
    }
  };
  consumer.run({ eachMessage }).catch(reject);
});
await consumer.disconnect();
