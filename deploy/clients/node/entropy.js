// The range decoder and its tables, as deploy/docs/contract.md specifies them. Whole numbers only.

export const RAW = 228;
const DIRECT = 128;
const SYMBOLS = 229;
const TOTAL_BITS = 15;
const TOTAL = 1 << TOTAL_BITS;

/** Reads bits that the service wrote, from `from` to `to`; behind these come zeros for ever. */
export class RangeDecoder {
  constructor(bytes, from, to) {
    this.bytes = bytes;
    this.next = from;
    this.end = to;
    this.code = 0;
    this.range = 0xffffffff;
    for (let i = 0; i < 4; i++) this.code = this.code * 256 + this.#byte();
  }

  symbol(table) {
    const share = Math.floor(this.range / TOTAL);
    const point = Math.min(Math.floor(this.code / share), TOTAL - 1);
    let low = 0;
    let high = SYMBOLS;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (table[middle] <= point) low = middle;
      else high = middle;
    }
    this.#advance(share * table[low], share * (table[low + 1] - table[low]));
    return low;
  }

  raw(bits) {
    const low = Math.min(bits, 16);
    const high = bits > low ? this.#raw(bits - low) : 0;
    return high * 2 ** low + this.#raw(low);
  }

  #raw(bits) {
    const share = Math.floor(this.range / 2 ** bits);
    const number = Math.min(Math.floor(this.code / share), 2 ** bits - 1);
    this.#advance(share * number, share);
    return number;
  }

  #advance(subtract, range) {
    this.code -= subtract;
    this.range = range;
    while (this.range < 2 ** 24) {
      this.code = (this.code * 256 + this.#byte()) % 2 ** 32;
      this.range *= 256;
    }
  }

  #byte() {
    return this.next < this.end ? this.bytes[this.next++] : 0;
  }
}

/** The signed number whose symbol, other than RAW, was just read. */
export function residual(coder, symbol) {
  let zigzag = symbol;
  if (symbol >= DIRECT) {
    const bits = 5 + ((symbol - DIRECT) >> 2);
    zigzag = (4 + (symbol & 3)) * 2 ** bits + coder.raw(bits);
  }
  zigzag >>>= 0;
  return (zigzag >>> 1) ^ -(zigzag & 1);
}

/** A table from frequencies that sum to 2^15: what comes before each symbol, and the total. */
export function tableOf(frequencies) {
  const before = new Uint16Array(SYMBOLS + 1);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) before[symbol + 1] = before[symbol] + frequencies[symbol];
  if (before[SYMBOLS] !== TOTAL) throw new Error(`table: sums to ${before[SYMBOLS]} (expected: ${TOTAL})`);
  return before;
}

const made = [];

/** The table that every reader knows by its number, 0 to 255. */
export function knownTable(id) {
  made[id] ??= make(id);
  return made[id];
}

function make(id) {
  const octave = (id % 64) >> 1;
  const life = ((id % 2 === 0 ? 65536n : 92682n) << BigInt(octave)) >> 4n;
  const scale = BigInt(Math.max(0, octave - 4));
  const weights = [];
  for (let symbol = 0; symbol < RAW; symbol++) {
    const magnitude = (least(symbol) + width(symbol) / 2n + 1n) / 2n;
    weights.push((width(symbol) * curve(magnitude, life)) >> scale);
  }
  weights.push(0n);
  weights[0] *= 5n ** BigInt(id >> 6);
  let sum = 0n;
  let heaviest = 0;
  weights.forEach((weight, symbol) => {
    sum += weight;
    if (weight > weights[heaviest]) heaviest = symbol;
  });
  const frequencies = weights.map((weight) => 1 + Number((weight * BigInt(TOTAL - SYMBOLS)) / sum));
  frequencies[heaviest] += TOTAL - frequencies.reduce((a, b) => a + b, 0);
  return tableOf(frequencies);
}

function curve(magnitude, life) {
  const lives = (magnitude << 32n) / life;
  return lives >= 1n << 21n ? 0n : ((1n << 31n) - ((lives & 0xffffn) << 14n)) >> (lives >> 16n);
}

function least(symbol) {
  return symbol < DIRECT ? BigInt(symbol) : BigInt(4 + (symbol & 3)) << BigInt(5 + ((symbol - DIRECT) >> 2));
}

function width(symbol) {
  return symbol < DIRECT ? 1n : 1n << BigInt(5 + ((symbol - DIRECT) >> 2));
}
