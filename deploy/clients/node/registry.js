// Values in Confluent's wire format: byte 0, schema id (4 bytes, big-endian), Avro.
import avsc from 'avsc';

/** Schemas by id, each fetched once. */
export class Registry {
  /** @param url of a registry with Confluent's API @param headers of each request, such as authorization */
  constructor(url, headers = {}) {
    this.url = url.replace(/\/$/, '');
    this.headers = headers;
    this.types = new Map();
  }

  /** @returns { type, schema, value } of a record's value */
  async read(value) {
    if (value.length < 5 || value[0] !== 0) throw new Error('value: no schema id (expected: wire format)');
    const id = value.readUInt32BE(1);
    if (!this.types.has(id)) this.types.set(id, await this.#fetch(id));
    const { type, schema } = this.types.get(id);
    return { schema, value: type.fromBuffer(value.subarray(5)) };
  }

  async #fetch(id) {
    const answer = await fetch(`${this.url}/schemas/ids/${id}`, { headers: this.headers });
    if (!answer.ok) throw new Error(`schema id ${id}: ${answer.status} (expected: a schema of the registry)`);
    const schema = JSON.parse((await answer.json()).schema);
    return { schema, type: avsc.Type.forSchema(schema) };
  }
}
