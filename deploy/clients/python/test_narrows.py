"""The golden files that every reader gets to the bit: python3 -m unittest, in this folder. Needs no package."""

import base64
import json
import pathlib
import unittest

from narrows import CorrectionReader, restore

RESOURCES = pathlib.Path(__file__).parents[3] / "schemas/src/test/resources"
GOLDEN = RESOURCES / "corrections"
FRAMES = RESOURCES / "frames"


class GoldenCorrections(unittest.TestCase):
    def test_reads_every_fixture_to_the_bit(self):
        files = sorted(GOLDEN.glob("*.json"))
        self.assertGreaterEqual(len(files), 7)
        for file in files:
            golden = json.loads(file.read_text())
            training = {
                "lows": golden["lows"],
                "highs": golden["highs"],
                "correctors": [base64.b64decode(each) for each in golden["correctors"]],
            }
            reader = CorrectionReader(golden["dim"], training)
            for record in golden["records"]:
                with self.subTest(file=file.name, correction=record["correction"]):
                    bits = reader.bits(bytes.fromhex(record["correction"]))
                    self.assertEqual(bits, [each & 0xFFFFFFFF for each in record["bits"]])

    def test_refuses_what_is_no_correction(self):
        with self.assertRaisesRegex(ValueError, "format 0"):
            CorrectionReader(3).read(b"")


class GoldenFrames(unittest.TestCase):
    def test_puts_every_fixture_together_to_the_byte(self):
        files = sorted(FRAMES.glob("*.json"))
        self.assertGreaterEqual(len(files), 8)
        for file in files:
            for record in json.loads(file.read_text())["records"]:
                with self.subTest(file=file.name, frame=record["frame"]):
                    value = restore(bytes.fromhex(record["frame"]), record["bits"])
                    self.assertEqual(value.hex(), record["value"])

    def test_refuses_what_is_no_frame_of_the_vector(self):
        for frame, message in (("", "format -1"), ("02", "format 2"), ("010100", "kind 0"), ("01010905", "5 numbers")):
            with self.assertRaisesRegex(ValueError, message):
                restore(bytes.fromhex(frame), [0, 0, 0, 0])


if __name__ == "__main__":
    unittest.main()
