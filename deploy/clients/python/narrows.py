"""Latents of Narrows back to vectors: one file to read, or to copy.

Corrections need nothing but Python; topics need confluent-kafka and fastavro, codes need onnxruntime. What each byte means
says deploy/docs/contract.md.

    decoder = LatentDecoder({"bootstrap.servers": "localhost:9092"}, "http://localhost:8081", "default")
    vector = decoder.decode(message.value())
    record = decoder.restore(message.value())  # where the pipeline carries whole records
"""

import decimal
import hashlib
import io
import json
import math
import struct
import time
import urllib.request
import zlib

RAW = 228
DIRECT = 128
SYMBOLS = 229
TOTAL = 1 << 15
CELLS = 72
DIVISORS = [0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 255, 256, 32768, 65536, 16777216, 127, 2, 4, 1e9]
NEAR = [1, 2, 3, 6, 10, 15, 25, 40, 63, 101, 161]
FAR = [1, 3, 7, 15, 31]


def int32(number):
    """The number modulo 2^32, signed."""
    return (number + 0x80000000) % 0x100000000 - 0x80000000


def unzigzag(number):
    return int32((number >> 1) ^ -(number & 1))


def float_bits(value):
    """The bits of the float32 nearest to a number; beyond the largest one, infinity as IEEE 754 has it."""
    try:
        return struct.unpack("<I", struct.pack("<f", value))[0]
    except OverflowError:
        return 0x7F800000 if value > 0 else 0xFF800000


class RangeDecoder:
    """Reads symbols and raw bits; behind the end come zero bytes for ever."""

    def __init__(self, data):
        self.data, self.next = data, 0
        self.code, self.range = 0, 0xFFFFFFFF
        for _ in range(4):
            self.code = self.code << 8 | self._byte()

    def symbol(self, table):
        share = self.range >> 15
        point = min(self.code // share, TOTAL - 1)
        low, high = 0, SYMBOLS
        while high - low > 1:
            middle = (low + high) // 2
            if table[middle] <= point:
                low = middle
            else:
                high = middle
        self._advance(share * table[low], share * (table[low + 1] - table[low]))
        return low

    def raw(self, bits):
        low = min(bits, 16)
        high = self._raw(bits - low) if bits > low else 0
        return high << low | self._raw(low)

    def _raw(self, bits):
        share = self.range >> bits
        number = min(self.code // share, (1 << bits) - 1)
        self._advance(share * number, share)
        return number

    def _advance(self, subtract, share):
        self.code -= subtract
        self.range = share
        while self.range < 1 << 24:
            self.code = (self.code << 8 | self._byte()) & 0xFFFFFFFF
            self.range <<= 8

    def _byte(self):
        if self.next >= len(self.data):
            return 0
        self.next += 1
        return self.data[self.next - 1]

    def residual(self, symbol):
        """The number whose symbol, other than RAW, was just read."""
        if symbol < DIRECT:
            return unzigzag(symbol)
        bits = 5 + ((symbol - DIRECT) >> 2)
        return unzigzag((4 + (symbol & 3) << bits) + self.raw(bits))


def table_of(frequencies):
    """What comes before each symbol, and the total."""
    before = [0]
    for frequency in frequencies:
        before.append(before[-1] + frequency)
    if before[-1] != TOTAL:
        raise ValueError(f"table: sums to {before[-1]} (expected: {TOTAL})")
    return before


def _known_table(number):
    octave = number % 64 // 2
    life = (65536 if number % 2 == 0 else 92682) << octave >> 4
    weights = []
    for symbol in range(RAW):
        bits = 5 + ((symbol - DIRECT) >> 2)
        least = symbol if symbol < DIRECT else 4 + (symbol & 3) << bits
        width = 1 if symbol < DIRECT else 1 << bits
        lives = ((least + width // 2 + 1) // 2 << 32) // life
        curve = 0 if lives >= 1 << 21 else (1 << 31) - ((lives & 0xFFFF) << 14) >> (lives >> 16)
        weights.append(width * curve >> max(0, octave - 4))
    weights.append(0)
    weights[0] *= 5 ** (number >> 6)
    frequencies = [1 + weight * (TOTAL - SYMBOLS) // sum(weights) for weight in weights]
    frequencies[weights.index(max(weights))] += TOTAL - sum(frequencies)
    return table_of(frequencies)


_KNOWN = {}


def known_table(number):
    """The table that every reader knows by its number, 0 to 255."""
    if number not in _KNOWN:
        _KNOWN[number] = _known_table(number)
    return _KNOWN[number]


class _Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if count > len(self.data) - self.at:
            raise ValueError("correction: cut short (expected: whole)")
        self.at += count
        return self.data[self.at - count : self.at]

    def byte(self):
        return self.take(1)[0]

    def varint(self):
        number = 0
        for shift in range(0, 35, 7):
            following = self.byte()
            number |= (following & 0x7F) << shift
            if following < 128:
                return number & 0xFFFFFFFF
        raise ValueError("number: no end in 5 bytes (expected: a varint)")

    def signed(self):
        return unzigzag(self.varint())


def _as_bits(number):
    return (number if number >= 0 else number ^ 0x7FFFFFFF) & 0xFFFFFFFF


def _grid(data, dim, training):
    """How a number of a feature becomes the bits of a value: one operation of doubles, rounded to a float32 once."""
    kind = data.byte()
    if kind == 0:
        return lambda number, feature, coder: _as_bits(number)
    if kind == 5:
        return _scales(data, dim, training)
    if kind == 4:
        chosen = data.take(dim)

        def ratio(number, feature, coder):
            divisor = DIVISORS[chosen[feature]]
            return float_bits(number / divisor) if divisor else _as_bits(number)

        return ratio
    if kind == 1:
        bounds = [struct.unpack("<d", data.take(8))[0]] * dim
    elif kind == 2:
        share = struct.unpack("<d", data.take(8))[0]
        bounds = [share * (high - low) for low, high in zip(training["lows"], training["highs"], strict=True)]
        if len(bounds) != dim:
            raise ValueError(f"ranges: of {len(bounds)} features (expected: {dim})")
    elif kind == 3:
        exponent = struct.unpack("<h", data.take(2))[0]
        bounds = [math.ldexp(8 + (k & 7), exponent + (k >> 3)) for k in data.take(dim)]
    else:
        raise ValueError(f"grid: {kind} (expected: 0 to 5)")

    def step(number, feature, coder):
        return float_bits(number * (2 * bounds[feature])) if bounds[feature] > 0 else _as_bits(number)

    return step


def _scales(data, dim, training):
    """Features with scales of their own, over a grid that says what is promised."""
    if data.data[data.at] == 5:
        raise ValueError("grid: scales of scales (expected: of another grid)")
    promised = _grid(data, dim, training)
    scales = [_scale(data, promised) for _ in range(dim)]
    return lambda number, feature, coder: scales[feature](number, feature, coder)


def _scale(data, promised):
    kind = data.byte()
    if kind == 0:
        return promised
    if kind == 64:
        count = data.varint()
        if not 1 <= count <= 1024:
            raise ValueError(f"values: {count} (expected: 1 to 1024)")
        listed = [data.signed()]
        while len(listed) < count:
            listed.append(int32(listed[-1] + data.varint()))
        return lambda number, feature, coder: _as_bits(listed[max(0, min(count - 1, number))])
    if kind >= 128:
        unit = math.ldexp(1.0, kind - 192)

        def leading(number, feature, coder):
            bits = 0 if number == 0 else max(0, 24 - abs(number).bit_length())
            return float_bits(number * unit) | (coder.raw(bits) if bits else 0)

        return leading
    if kind >= len(DIVISORS):
        raise ValueError(f"divisor: {kind} (expected: 0 to {len(DIVISORS) - 1})")
    return lambda number, feature, coder: float_bits(number / DIVISORS[kind])


class _Learned:
    """What training found out: predictors, and tables for how far off they usually are."""

    def __init__(self, packed, dim, training):
        data = _Bytes(zlib.decompress(packed))
        self.dim, self.value = dim, _grid(data, dim, training)
        self.means, self.sources, self.neighbours = [], [], []
        for feature in range(dim):
            self.means.append(data.signed())
            self.sources.append(
                [(feature - data.varint(), struct.unpack("<h", data.take(2))[0]) for _ in range(data.byte())]
            )
            self.neighbours.append([feature - data.varint() for _ in range(data.byte())])
        self.tables = [table_of([data.varint() for _ in range(SYMBOLS)]) for _ in range(data.byte())]
        self.cells = data.take(dim * CELLS)

    def read(self, coder):
        bits, numbers, off, far = [], [], [], 0
        for feature in range(self.dim):
            neighbours = self.neighbours[feature]
            near = 4 * sum(off[each] for each in neighbours) // len(neighbours) if neighbours else 0
            wide = 4 * far // feature if feature else 0
            cell = 6 * sum(near >= each for each in NEAR) + sum(wide >= each for each in FAR)
            symbol = coder.symbol(self.tables[self.cells[CELLS * feature + cell]])
            if symbol == RAW:
                bits.append(coder.raw(32))
                numbers.append(self.means[feature])
                off.append(0)
            else:
                residual = coder.residual(symbol)
                total = sum(weight * (numbers[source] - self.means[source]) for source, weight in self.sources[feature])
                predicted = self.means[feature] + (total + 2048 >> 12 if self.sources[feature] else 0)
                numbers.append(int32(predicted + residual))
                bits.append(self.value(numbers[-1], feature, coder))
                off.append(min(abs(residual), 255))
            far += off[-1]
        return bits


class CorrectionReader:
    """Reads corrections of one model version.

    dim: values of a vector; training: {"lows": [...], "highs": [...], "correctors": [bytes, ...]} of the manifest.
    """

    def __init__(self, dim, training=None):
        self.dim = dim
        self.training = training or {"lows": [], "highs": [], "correctors": []}
        self.learned = {}

    def bits(self, correction):
        """The values as the bits of float32, alike in every language."""
        kind = correction[-1] if correction else 0
        if kind == 1:
            if len(correction) != 4 * self.dim + 1:
                raise ValueError(f"correction: {len(correction)} bytes (expected: {4 * self.dim + 1})")
            planes = zip(*(correction[place * self.dim : (place + 1) * self.dim] for place in range(4)), strict=True)
            return [int.from_bytes(bytes(places), "little") for places in planes]
        if kind == 2:
            return self._of_block(correction)
        if kind == 3:
            number = correction[-2]
            if number not in self.learned:
                self.learned[number] = _Learned(self.training["correctors"][number], self.dim, self.training)
            return self.learned[number].read(RangeDecoder(correction[:-2]))
        if kind == 4:
            return self._plain(correction)
        raise ValueError(f"correction: format {kind} (expected: 1 to 4)")

    def read(self, correction):
        """The values as Python floats."""
        return list(struct.unpack(f"<{self.dim}f", struct.pack(f"<{self.dim}I", *self.bits(correction))))

    def _plain(self, correction):
        data = _Bytes(correction[:-1])
        whole = data.take((self.dim + 7) // 8)
        bits = []
        for feature in range(self.dim):
            if whole[feature // 8] >> feature % 8 & 1:
                bits.append(float_bits(data.signed()))
            else:
                bits.append(int.from_bytes(data.take(4), "little"))
        if data.at < len(data.data):
            raise ValueError("correction: bytes behind the values (expected: none)")
        return bits

    def _of_block(self, correction):
        tail = len(correction) - 5
        length = struct.unpack("<i", correction[tail:-1])[0] if tail >= 0 else -1
        if not 0 <= length <= tail:
            raise ValueError(f"correction: block of {length} bytes (expected: 0 to {tail})")
        block = _Bytes(correction[tail - length : tail])
        dim = block.varint()
        if dim != self.dim:
            raise ValueError(f"dim: {dim} (expected: {self.dim})")
        value = _grid(block, dim, self.training)
        reference = [block.signed() for _ in range(dim)]
        tables = block.take(dim)
        coder = RangeDecoder(correction[: tail - length])
        bits = []
        for feature in range(dim):
            symbol = coder.symbol(known_table(tables[feature]))
            if symbol == RAW:
                bits.append(coder.raw(32))
            else:
                bits.append(value(int32(reference[feature] + coder.residual(symbol)), feature, coder))
        return bits


def restore(frame, bits):
    """A producer's value from what a latent carries of it, and the bits of its vector."""
    if not frame or frame[0] > 1:
        raise ValueError(f"frame: format {frame[0] if frame else -1} (expected: 0 or 1)")
    if frame[0] == 0:
        return frame[1:]
    data = _Bytes(frame)
    data.at = 1
    runs = [_run(data) for _ in range(min(data.varint(), len(frame)))]
    value, place, unused = [], 0, len(bits)
    for kind, times, gap, stride, skip in runs:
        place += skip
        if times < 1 or times > unused or place < 0 or place + times > len(bits):
            raise ValueError(f"frame: {times} numbers from {place} on (expected: each of {len(bits)} at most once)")
        unused -= times
        for i in range(times):
            value += [data.take(stride if i else gap), _number(kind, bits[place], data)]
            place += 1
    value.append(frame[data.at :])
    return b"".join(value)


def _run(data):
    """Kind, times, gap, stride, skip; of these, flags in the first byte say which are not 1, 0, 0, 0."""
    flags = data.byte()
    times, gap, stride, skip = (
        data.varint() if flags & flag else usual for flag, usual in ((8, 1), (16, 0), (32, 0), (64, 0))
    )
    return flags & 7, times, gap, stride, unzigzag(skip)


def _number(kind, bits, data):
    """A number of the vector as the value has it."""
    if kind == 1:
        return struct.pack("<I", bits & 0xFFFFFFFF)
    number = struct.unpack("<f", struct.pack("<I", bits & 0xFFFFFFFF))[0]
    if kind in (2, 3):
        double = struct.unpack("<Q", struct.pack("<d", number))[0]
        rest = struct.unpack("<i", data.take(4))[0] if kind == 3 else 0
        return struct.pack("<Q", double + rest & 0xFFFFFFFFFFFFFFFF)
    if kind in (6, 7):
        return _text(number, kind == 7).encode()
    if kind not in (4, 5):
        raise ValueError(f"frame: numbers of kind {kind} (expected: 1 to 7)")
    most = (1 << (31 if kind == 4 else 63)) - 1
    if math.isnan(number):
        whole = 0
    else:
        whole = max(-most - 1, min(most, math.floor(number + 0.5) if math.isfinite(number) else number))
    zigzag, written = (2 * whole if whole >= 0 else -2 * whole - 1), []
    while zigzag > 127:
        written.append(zigzag & 127 | 128)
        zigzag >>= 7
    return bytes([*written, zigzag])


def _text(number, pointed):
    """The fewest digits that give the float32 back; without an exponent from 1e-5 to below 1e15."""
    if not math.isfinite(number):
        return "null"
    sign, size = "-" if math.copysign(1, number) < 0 else "", abs(number)
    for count in range(1, 10):
        rounded = decimal.Context(prec=count, rounding=decimal.ROUND_HALF_UP).create_decimal_from_float(size)
        if float_bits(float(rounded)) == float_bits(size):
            break
    digits = "".join(map(str, rounded.as_tuple().digits)).rstrip("0") or "0"
    exponent = rounded.adjusted()
    if not -5 <= exponent <= 14:
        return f"{sign}{digits[0]}{'.' if len(digits) > 1 else ''}{digits[1:]}e{exponent}"
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{digits}"
    if exponent >= len(digits) - 1:
        return f"{sign}{digits.ljust(exponent + 1, '0')}{'.0' if pointed else ''}"
    return f"{sign}{digits[: exponent + 1]}.{digits[exponent + 1 :]}"


class LatentDecoder:
    """Decodes values of a latents topic, whatever versions of the model made them. Signatures are not looked at."""

    def __init__(self, kafka, registry_url, model="default", models_topic="models", timeout=30):
        self.kafka, self.registry, self.model = kafka, registry_url.rstrip("/"), model
        self.topic, self.timeout = models_topic, timeout
        self.schemas, self.versions = {}, {}

    def decode(self, value):
        """The vector: a list of floats, or a NumPy array where it came out of the decoder."""
        return self._decode(self._avro(value))

    def restore(self, value, input_format="avro"):
        """The producer's own record, in its schema, with the vector as it was decoded.

        input_format is the pipeline's setting input.format; where that is raw or json, the producer's bytes come back.
        """
        latent = self._avro(value)
        if latent.get("frame") is None:
            raise ValueError("latent: carries no record (expected: written with record=whole)")
        produced = restore(latent["frame"], self._bits(latent))
        return self._avro(produced) if input_format == "avro" else produced

    def _bits(self, latent):
        if latent["correction"] is not None:
            return self._checked(latent)["corrections"].bits(latent["correction"])
        return [float_bits(float(number)) for number in self._decode(latent)]

    def _decode(self, latent):
        version = self._checked(latent)
        if latent["correction"] is not None:
            return version["corrections"].read(latent["correction"])
        return self._run(version, latent["code"])

    def _checked(self, latent):
        version = self._version(latent["modelVersion"])
        if latent["decoderId"] not in (0, version["decoderId"]):
            raise ValueError(f"decoder of the latent: {latent['decoderId']} (expected: {version['decoderId']})")
        return version

    @staticmethod
    def _run(version, code):
        import numpy
        import onnxruntime

        if "session" not in version:
            version["session"] = onnxruntime.InferenceSession(version["decoder"])
        row = numpy.frombuffer(code, numpy.uint8)[None, :]
        return version["session"].run(["reconstruction"], {"code": row})[0][0]

    def _avro(self, value):
        import fastavro

        number = struct.unpack(">I", value[1:5])[0]
        if number not in self.schemas:
            with urllib.request.urlopen(f"{self.registry}/schemas/ids/{number}") as answer:
                self.schemas[number] = fastavro.parse_schema(json.loads(json.load(answer)["schema"]))
        return fastavro.schemaless_reader(io.BytesIO(value[5:]), self.schemas[number])

    def _version(self, number):
        if number not in self.versions:
            manifest, decoder = self._load(f"{self.model}/{number}")
            training = {
                "lows": manifest.get("featureLows", []),
                "highs": manifest.get("featureHighs", []),
                "correctors": manifest.get("correctors", []),
            }
            self.versions[number] = {
                "decoder": decoder,
                "decoderId": struct.unpack(">i", bytes.fromhex(manifest["decoderGraph"]["sha256"])[:4])[0],
                "corrections": CorrectionReader(manifest["inputDim"], training),
            }
        return self.versions[number]

    def _load(self, name):
        """Keys are name/version/decoder/0 and so on; the manifest is the last record of a version."""
        from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

        consumer = Consumer({**self.kafka, "group.id": "narrows-models", "enable.auto.commit": False})
        consumer.assign([TopicPartition(self.topic, 0, OFFSET_BEGINNING)])
        chunks, until = {}, time.monotonic() + self.timeout
        try:
            while time.monotonic() < until:
                message = consumer.poll(1)
                if message is None or message.error() or not message.value():
                    continue
                key = (message.key() or b"").decode()
                if key == f"{name}/manifest":
                    manifest = self._avro(message.value())
                    graph = manifest["decoderGraph"]
                    decoder = b"".join(chunks[f"{name}/decoder/{i}"] for i in range(graph["chunks"]))
                    if hashlib.sha256(decoder).hexdigest() != graph["sha256"]:
                        raise ValueError(f"model {name}: decoder of another SHA-256 (expected: {graph['sha256']})")
                    return manifest, decoder
                if key.startswith(f"{name}/decoder/"):
                    chunks[key] = self._avro(message.value())["data"]
        finally:
            consumer.close()
        raise ValueError(f"model {name}: none in {self.timeout} s (expected: in topic {self.topic})")
