// The golden files that every reader gets to the bit; needs no package.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CorrectionReader } from '../correction.js';

const golden = new URL('../../../../schemas/src/test/resources/corrections/', import.meta.url);
const files = readdirSync(golden).filter((file) => file.endsWith('.json'));

test('there are golden files', () => assert.ok(files.length >= 7));

for (const file of files) {
  test(`reads ${file} to the bit`, () => {
    const { dim, lows, highs, correctors, records } = JSON.parse(readFileSync(new URL(file, golden)));
    const training = { lows, highs, correctors: correctors.map((each) => Buffer.from(each, 'base64')) };
    const reader = new CorrectionReader(dim, training);
    for (const { correction, bits } of records) {
      const values = reader.read(Buffer.from(correction, 'hex'));
      assert.deepEqual(Array.from(new Int32Array(values.buffer)), bits);
    }
  });
}

test('refuses what is no correction', () => {
  assert.throws(() => new CorrectionReader(3).read(Buffer.from([])), /format 0/);
  assert.throws(() => new CorrectionReader(3).read(Buffer.from([1, 2, 1])), /3 bytes/);
});
