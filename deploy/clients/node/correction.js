// Corrections back to vectors: deploy/docs/contract.md says what each byte means.
import { inflateSync } from 'node:zlib';
import { RAW, RangeDecoder, knownTable, residual, tableOf } from './entropy.js';

const DIVISORS = [
  0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 255, 256, 32768, 65536, 16777216, 127, 2, 4, 1e9,
];
const CELLS = 72;
const NEAR = [1, 2, 3, 6, 10, 15, 25, 40, 63, 101, 161];
const FAR = [1, 3, 7, 15, 31];
const SYMBOLS = 229;

/** Reads corrections of one model version. */
export class CorrectionReader {
  /**
   * @param dim values of a vector
   * @param training { lows, highs, correctors } of the manifest: numbers, numbers, Buffers
   */
  constructor(dim, training = { lows: [], highs: [], correctors: [] }) {
    this.dim = dim;
    this.training = training;
    this.learned = [];
  }

  /** @param correction Buffer @returns Float32Array of dim values, bit for bit those of every other reader */
  read(correction) {
    const format = correction.length === 0 ? 0 : correction[correction.length - 1];
    if (format === 1) return this.#values(correction);
    if (format === 2) return this.#ofBlock(correction);
    if (format === 3) return this.#ofLearned(correction);
    if (format === 4) return this.#plain(correction);
    throw new Error(`correction: format ${format} (expected: 1 to 4)`);
  }

  #plain(correction) {
    const bytes = new Bytes(correction.subarray(0, -1));
    const whole = bytes.take((this.dim + 7) >> 3);
    const out = new Output(this.dim);
    for (let j = 0; j < this.dim; j++) {
      if (whole[j >> 3] & (1 << (j & 7))) out.values[j] = bytes.signed();
      else out.bits[j] = bytes.take(4).readUInt32LE();
    }
    if (bytes.at < correction.length - 1) throw new Error('correction: bytes behind the values (expected: none)');
    return out.values;
  }

  #values(correction) {
    if (correction.length !== 4 * this.dim + 1) {
      throw new Error(`correction: ${correction.length} bytes (expected: ${4 * this.dim + 1})`);
    }
    const bits = new Uint32Array(this.dim);
    for (let place = 3; place >= 0; place--) {
      for (let i = 0; i < this.dim; i++) bits[i] = bits[i] * 256 + correction[place * this.dim + i];
    }
    return new Float32Array(bits.buffer);
  }

  #ofBlock(correction) {
    const tail = correction.length - 5;
    const length = tail < 0 ? -1 : correction.readInt32LE(tail);
    if (length < 0 || length > tail) throw new Error(`correction: block of ${length} bytes (expected: 0 to ${tail})`);
    const body = tail - length;
    const block = new Bytes(correction.subarray(body, tail));
    const dim = block.varint();
    if (dim !== this.dim) throw new Error(`dim: ${dim} (expected: ${this.dim})`);
    const value = grid(block, dim, this.training);
    const reference = Array.from({ length: dim }, () => block.signed());
    const tables = block.take(dim);
    const coder = new RangeDecoder(correction, 0, body);
    const out = new Output(dim);
    for (let j = 0; j < dim; j++) {
      const symbol = coder.symbol(knownTable(tables[j]));
      if (symbol === RAW) out.bits[j] = coder.raw(32);
      else value((reference[j] + residual(coder, symbol)) | 0, j, out, coder);
    }
    return out.values;
  }

  #ofLearned(correction) {
    const number = correction[correction.length - 2];
    this.learned[number] ??= new Learned(this.training, number, this.dim);
    return this.learned[number].read(new RangeDecoder(correction, 0, correction.length - 2));
  }
}

/** Values, and the same memory as bits: a NaN keeps its payload only as bits. */
class Output {
  constructor(dim) {
    this.values = new Float32Array(dim);
    this.bits = new Uint32Array(this.values.buffer);
  }
}

class Bytes {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }

  byte() {
    if (this.at >= this.buffer.length) throw new Error('correction: cut short (expected: whole)');
    return this.buffer[this.at++];
  }

  take(count) {
    if (count > this.buffer.length - this.at) throw new Error('correction: cut short (expected: whole)');
    this.at += count;
    return this.buffer.subarray(this.at - count, this.at);
  }

  varint() {
    let number = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = this.byte();
      number = (number | ((next & 0x7f) << shift)) >>> 0;
      if (next < 128) return number;
    }
    throw new Error('number: no end in 5 bytes (expected: a varint)');
  }

  signed() {
    const zigzag = this.varint();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }
}

/** How a whole number becomes a value: one operation of doubles, rounded to a float once. */
function grid(bytes, dim, training) {
  const kind = bytes.byte();
  if (kind === 0) return asBits;
  if (kind === 5) return scales(bytes, dim, training);
  if (kind === 4) {
    const divisors = Array.from(bytes.take(dim));
    return (number, j, out) => {
      if (divisors[j] === 0) asBits(number, j, out);
      else out.values[j] = number / DIVISORS[divisors[j]];
    };
  }
  let bounds;
  if (kind === 1) {
    bounds = new Float64Array(dim).fill(bytes.take(8).readDoubleLE());
  } else if (kind === 2) {
    const share = bytes.take(8).readDoubleLE();
    if (training.lows.length !== dim) throw new Error(`ranges: of ${training.lows.length} features (expected: ${dim})`);
    bounds = Float64Array.from({ length: dim }, (_, j) => share * (training.highs[j] - training.lows[j]));
  } else if (kind === 3) {
    const exponent = bytes.take(2).readInt16LE();
    bounds = Float64Array.from(bytes.take(dim), (k) => (8 + (k & 7)) * 2 ** (exponent + (k >> 3)));
  } else {
    throw new Error(`grid: ${kind} (expected: 0 to 5)`);
  }
  return (number, j, out) => {
    if (bounds[j] > 0) out.values[j] = number * (2 * bounds[j]);
    else asBits(number, j, out);
  };
}

/** Features with scales of their own, over a grid that says what is promised. */
function scales(bytes, dim, training) {
  if (bytes.buffer[bytes.at] === 5) throw new Error('grid: scales of scales (expected: of another grid)');
  const promised = grid(bytes, dim, training);
  const own = Array.from({ length: dim }, () => {
    const kind = bytes.byte();
    if (kind === 0) return promised;
    if (kind === 64) return listed(bytes);
    if (kind >= 128) return leading(kind - 192);
    const divisor = DIVISORS[kind];
    if (divisor === undefined) throw new Error(`divisor: ${kind} (expected: 0 to ${DIVISORS.length - 1})`);
    return (number, j, out) => {
      out.values[j] = number / divisor;
    };
  });
  return (number, j, out, coder) => own[j](number, j, out, coder);
}

function listed(bytes) {
  const count = bytes.varint();
  if (count < 1 || count > 1024) throw new Error(`values: ${count} (expected: 1 to 1024)`);
  const numbers = [bytes.signed()];
  while (numbers.length < count) numbers.push((numbers[numbers.length - 1] + bytes.varint()) | 0);
  return (number, j, out) => asBits(numbers[Math.max(0, Math.min(count - 1, number))], j, out);
}

/** Whole units, and the bits of the mantissa below them. */
function leading(exponent) {
  const unit = 2 ** exponent;
  return (number, j, out, coder) => {
    out.values[j] = number * unit;
    const bits = number === 0 ? 0 : Math.max(0, 23 - (31 - Math.clz32(Math.abs(number))));
    if (bits > 0) out.bits[j] |= coder.raw(bits);
  };
}

function asBits(number, j, out) {
  out.bits[j] = number >= 0 ? number : number ^ 0x7fffffff;
}

const nearCell = levels(NEAR, 6);
const farCell = levels(FAR, 1);

function levels(thresholds, step) {
  return Uint8Array.from({ length: 1021 }, (_, i) => step * thresholds.filter((each) => i >= each).length);
}

/** What training found out: predictors, and tables for how far off they usually are. */
class Learned {
  constructor(training, number, dim) {
    const packed = training.correctors[number];
    if (packed === undefined) {
      throw new Error(`corrector: ${number} (expected: one of the model's ${training.correctors.length})`);
    }
    const bytes = new Bytes(inflateSync(packed));
    this.dim = dim;
    this.value = grid(bytes, dim, training);
    this.means = [];
    this.sources = [];
    this.weights = [];
    this.neighbours = [];
    for (let j = 0; j < dim; j++) {
      this.means.push(bytes.signed());
      const sources = [];
      const weights = [];
      for (let n = bytes.byte(); n > 0; n--) {
        sources.push(j - bytes.varint());
        weights.push(bytes.take(2).readInt16LE());
      }
      this.sources.push(sources);
      this.weights.push(weights);
      this.neighbours.push(Array.from({ length: bytes.byte() }, () => j - bytes.varint()));
    }
    this.tables = Array.from({ length: bytes.byte() }, () =>
      tableOf(Array.from({ length: SYMBOLS }, () => bytes.varint())),
    );
    this.cells = bytes.take(dim * CELLS);
  }

  read(coder) {
    const out = new Output(this.dim);
    const numbers = new Int32Array(this.dim);
    const off = new Int32Array(this.dim);
    let far = 0;
    for (let j = 0; j < this.dim; j++) {
      const cell = nearCell[this.#near(off, j)] + farCell[j === 0 ? 0 : Math.min(Math.floor((4 * far) / j), 1020)];
      const symbol = coder.symbol(this.tables[this.cells[CELLS * j + cell]]);
      if (symbol === RAW) {
        out.bits[j] = coder.raw(32);
        numbers[j] = this.means[j];
      } else {
        const residue = residual(coder, symbol);
        numbers[j] = (this.#predict(numbers, j) + residue) | 0;
        this.value(numbers[j], j, out, coder);
        off[j] = Math.min(Math.abs(residue), 255);
      }
      far += off[j];
    }
    return out.values;
  }

  #near(off, j) {
    const neighbours = this.neighbours[j];
    let sum = 0;
    for (const each of neighbours) sum += off[each];
    return neighbours.length === 0 ? 0 : Math.floor((4 * sum) / neighbours.length);
  }

  #predict(numbers, j) {
    const sources = this.sources[j];
    if (sources.length === 0) return this.means[j];
    let sum = 2048;
    for (let i = 0; i < sources.length; i++) {
      sum += this.weights[j][i] * (numbers[sources[i]] - this.means[sources[i]]);
    }
    return this.means[j] + (Math.floor(sum / 4096) | 0);
  }
}
