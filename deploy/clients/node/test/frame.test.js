// The golden frames that every reader puts together to the byte; needs no package.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { restore } from '../frame.js';

const golden = new URL('../../../../schemas/src/test/resources/frames/', import.meta.url);
const files = readdirSync(golden).filter((file) => file.endsWith('.json'));

test('there are golden frames', () => assert.ok(files.length >= 8));

for (const file of files) {
  test(`puts ${file} together to the byte`, () => {
    for (const { bits, frame, value } of JSON.parse(readFileSync(new URL(file, golden))).records) {
      const values = new Float32Array(Int32Array.from(bits).buffer);
      assert.equal(restore(Buffer.from(frame, 'hex'), values).toString('hex'), value);
    }
  });
}

test('refuses what is no frame of the vector', () => {
  const refuses = (hex, message) =>
    assert.throws(() => restore(Buffer.from(hex, 'hex'), new Float32Array(4)), message);
  refuses('', /format -1/);
  refuses('02', /format 2/);
  refuses('017f', /127 runs/);
  refuses('010100', /kind 0/);
  refuses('01010905', /5 numbers from 0 on/);
  refuses('0102090449' + '0407', /4 numbers from 0 on/);
  refuses('01011101', /cut short/);
});
