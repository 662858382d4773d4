package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.PlainBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first bytes of a file whose name says nothing, .txt, say.
 *
 * @param data the file
 * @param text the bytes, each as the character of its number
 */
record Beginning(Path data, String text) {

    private static final int BYTES = 1 << 16;
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern HEADING = Pattern.compile("\\d+[ \\t]+\\d+\\s*");

    static Beginning of(Path data) {
        try (InputStream bytes = PlainBytes.of(data)) {
            return new Beginning(data, new String(bytes.readNBytes(BYTES), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new DatasetException("data: " + data + ": " + e + " (expected: a readable file)", e);
        }
    }

    DataFormat format() {
        if (text.startsWith("\u0093NUMPY")) {
            return DataFormat.ARRAY;
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return DataFormat.NPZ;
        }
        if (text.startsWith("PAR1")) {
            return DataFormat.PARQUET;
        }
        if (text.startsWith("RIFF")) {
            return DataFormat.SOUND;
        }
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        if (!lines.isEmpty() && text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            String line = HEADING.matcher(lines.get(0)).matches() && lines.size() > 1 ? lines.get(1) : lines.get(0);
            return startsWithAWord(line) ? DataFormat.WORDS : DataFormat.CSV;
        }
        throw new DatasetException("data: " + data.getFileName()
                + " (expected: a name that ends in one of " + DataFormat.known()
                + ", also with .gz; or a folder of WAV files or images)");
    }

    /** A line of a table starts with a number, its header has none. */
    private static boolean startsWithAWord(String line) {
        List<String> fields = BLANKS.splitAsStream(line.strip()).toList();
        return fields.size() > 1 && !isNumber(fields.get(0)) && isNumber(fields.get(fields.size() - 1));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
