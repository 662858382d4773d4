// Frames and vectors back to the producer's values: deploy/docs/contract.md says what each byte means.
const [WHOLE, CUT] = [0, 1];
const [FLOAT, DOUBLE, DOUBLE_AND_REST, INT, LONG, TEXT, TEXT_WITH_POINT] = [1, 2, 3, 4, 5, 6, 7];
const [KIND, TIMES, GAP, STRIDE, SKIP] = [7, 8, 16, 32, 64];

/** @param frame Buffer @param values Float32Array @returns Buffer: the value as the producer wrote it, with that vector */
export function restore(frame, values) {
  const format = frame.length === 0 ? -1 : frame[0];
  if (format === WHOLE) return frame.subarray(1);
  if (format !== CUT) throw new Error(`frame: format ${format} (expected: 0 or 1)`);
  const bytes = new Cursor(frame);
  const runs = Array.from({ length: within(bytes.varint(), frame.length) }, () => bytes.run());
  const floats = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const parts = [];
  let place = 0;
  let unused = values.length;
  for (const { kind, times, gap, stride, skip } of runs) {
    place += skip;
    if (times < 1 || times > unused || place < 0 || place + times > values.length) {
      throw new Error(`frame: ${times} numbers from ${place} on (expected: each of ${values.length} at most once)`);
    }
    unused -= times;
    for (let i = 0; i < times; i++, place++) {
      parts.push(bytes.take(i === 0 ? gap : stride), written(kind, floats, place, bytes));
    }
  }
  parts.push(bytes.take(frame.length - bytes.at));
  return Buffer.concat(parts);
}

/** A number of the vector as the value has it; bits, where it is a float, because a NaN keeps its payload only so. */
function written(kind, floats, place, bytes) {
  if (kind === FLOAT) return floats.subarray(4 * place, 4 * place + 4);
  const number = floats.readFloatLE(4 * place);
  if (kind === DOUBLE || kind === DOUBLE_AND_REST) {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(number);
    if (kind === DOUBLE_AND_REST) {
      const rest = BigInt(bytes.take(4).readInt32LE(0));
      double.writeBigInt64LE(BigInt.asIntN(64, double.readBigInt64LE(0) + rest));
    }
    return double;
  }
  if (kind === INT || kind === LONG) return zigzag(number, kind === INT ? 32n : 64n);
  if (kind === TEXT || kind === TEXT_WITH_POINT) return Buffer.from(text(number, kind === TEXT_WITH_POINT));
  throw new Error(`frame: numbers of kind ${kind} (expected: 1 to 7)`);
}

/** The nearest whole number of so many bits, halves upwards, in seven bits a byte. */
function zigzag(number, bits) {
  const most = (1n << (bits - 1n)) - 1n;
  let whole = Math.floor(number + 0.5);
  if (Number.isNaN(whole)) whole = 0;
  let near = Number.isFinite(whole) ? BigInt(whole) : whole > 0 ? most : -most - 1n;
  if (near > most) near = most;
  if (near < -most - 1n) near = -most - 1n;
  let rest = near >= 0n ? 2n * near : -2n * near - 1n;
  const out = [];
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
  return Buffer.from(out);
}

/** The fewest digits that give the float32 back; without an exponent from 1e-5 to below 1e15. */
function text(number, pointed) {
  if (!Number.isFinite(number)) return 'null';
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  const size = Math.abs(number);
  let count = 1;
  while (count < 9 && Math.fround(Number(size.toExponential(count - 1))) !== size) count++;
  const [mantissa, power] = size.toExponential(count - 1).split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent < -5 || exponent > 14) return `${sign}${mantissa}e${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (exponent >= digits.length - 1) return `${sign}${digits.padEnd(exponent + 1, '0')}${pointed ? '.0' : ''}`;
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function within(count, most) {
  if (count > most) throw new Error(`frame: ${count} runs (expected: as many as there are bytes for)`);
  return count;
}

class Cursor {
  constructor(frame) {
    this.frame = frame;
    this.at = 1;
  }

  run() {
    const flags = this.take(1)[0];
    if (flags > 127) throw new Error(`frame: a run that begins with ${flags} (expected: 0 to 127)`);
    const times = flags & TIMES ? this.varint() : 1;
    const gap = flags & GAP ? this.varint() : 0;
    const stride = flags & STRIDE ? this.varint() : 0;
    const skip = flags & SKIP ? this.varint() : 0;
    return { kind: flags & KIND, times, gap, stride, skip: (skip >>> 1) ^ -(skip & 1) };
  }

  take(count) {
    if (count > this.frame.length - this.at) throw new Error('frame: cut short (expected: whole)');
    this.at += count;
    return this.frame.subarray(this.at - count, this.at);
  }

  varint() {
    let number = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = this.take(1)[0];
      number = (number | ((next & 127) << shift)) >>> 0;
      if (next < 128) return number;
    }
    throw new Error('frame: a number that does not end (expected: a varint)');
  }
}
