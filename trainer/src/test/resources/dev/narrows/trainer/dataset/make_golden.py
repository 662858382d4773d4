"""Writes the files in golden/: the same rows [[0 1 2 3] [4 5 6 7] [8 9 10 11]] in every format that is read."""
import gzip
import pathlib
import struct

import numpy as np

here = pathlib.Path(__file__).parent / "golden"
rows = np.arange(12).reshape(3, 4)

for name in ["|u1", "|i1", "<u2", ">i2", "<u4", "<i4", "<i8", "<f2", "<f4", ">f4", "<f8"]:
    np.save(here / f"{name[1:]}{'-big' if name[0] == '>' else ''}.npy", rows.astype(name))
np.save(here / "fortran.npy", np.asfortranarray(rows.astype("<f4")))
np.save(here / "three-dimensions.npy", rows.reshape(3, 2, 2).astype("<f4"))
with open(here / "version2.npy", "wb") as file:
    np.lib.format.write_array(file, rows.astype("<f4"), version=(2, 0))
with gzip.GzipFile(here / "f4.npy.gz", "wb", mtime=0) as file:
    np.save(file, rows.astype("<f4"))

idx = struct.pack(">BBBBII", 0, 0, 0x08, 2, 3, 4) + rows.astype(">u1").tobytes()
(here / "rows-idx2-ubyte").write_bytes(idx)
(here / "rows-idx2-ubyte.gz").write_bytes(gzip.compress(idx, mtime=0))
(here / "doubles.idx").write_bytes(struct.pack(">BBBBII", 0, 0, 0x0E, 2, 3, 4) + rows.astype(">f8").tobytes())

text = "\n".join(",".join(str(v) for v in row) for row in rows) + "\n"
(here / "plain.csv").write_text(text)
(here / "header.csv").write_text("a,b,\"c, or so\",d\n" + text)
(here / "semicolons.csv").write_bytes(("\ufeffa;b;c;d\r\n" + text.replace(",", ";").replace("\n", "\r\n")).encode())
(here / "tabs.tsv").write_text(text.replace(",", "\t"))
(here / "plain.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
(here / "blanks.txt").write_text("".join(" " + "  ".join(f"{v:.2e}" for v in row) + " \n" for row in rows))

np.savez(here / "only.npz", rows=rows.astype("<f4"), names=np.array(["a", "b", "c"]))
np.savez_compressed(here / "several.npz", X=rows.astype("<f8"), other=rows[:, :2], y=np.array([0, 1, 0]))

words = ["the", "caf\u00e9", ". ."]
lines = "".join(f"{word} {' '.join(str(float(v)) for v in row)}\n" for word, row in zip(words, rows))
(here / "glove.txt").write_bytes(lines.encode())
(here / "word2vec.vec").write_bytes(("3 4\n" + lines.replace("\n", " \n")).encode())
(here / "word2vec.vec.gz").write_bytes(gzip.compress(("3 4\n" + lines).encode(), mtime=0))
binary = b"3 4\n"
for word, row in zip(["the", "caf\u00e9", "x"], rows):
    binary += word.encode() + b" " + row.astype("<f4").tobytes() + b"\n"
(here / "word2vec.bin").write_bytes(binary)
