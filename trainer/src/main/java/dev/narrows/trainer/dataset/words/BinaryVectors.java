package dev.narrows.trainer.dataset.words;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Words and little-endian float32, without anything between but one blank after each word. */
final class BinaryVectors {

    private static final int LONGEST_LINE = 1 << 16;

    private BinaryVectors() {}

    static Dataset read(String name, InputStream bytes) throws IOException {
        String first = upTo('\n', name, bytes, "its first line");
        Heading heading = Heading.of(name, first)
                .orElseThrow(() -> new DatasetException(
                        name + ": no first line of two numbers (expected: how many words, and how many values)"));
        byte[] vector = new byte[heading.dim() * Float.BYTES];
        float[] row = new float[heading.dim()];
        try (RowSpool spool = RowSpool.open(heading.dim())) {
            for (long word = 0; word < heading.words(); word++) {
                upTo(' ', name, bytes, "word " + word);
                int present = bytes.readNBytes(vector, 0, vector.length);
                if (present < vector.length) {
                    throw new DatasetException(name + ", word " + word + ": " + present + " bytes after it (expected: "
                            + vector.length + "; the file is cut short)");
                }
                ByteBuffer.wrap(vector)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(row);
                spool.add(row);
            }
            return spool.finish();
        }
    }

    private static String upTo(char end, String name, InputStream bytes, String what) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = bytes.read(); next != end; next = bytes.read()) {
            if (next < 0) {
                throw new EOFException(name + ", " + what);
            }
            if (text.size() == LONGEST_LINE) {
                throw new DatasetException(name + ", " + what + ": longer than " + LONGEST_LINE
                        + " bytes (expected: word2vec's binary format)");
            }
            text.write(next);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }
}
