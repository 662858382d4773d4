package dev.narrows.trainer.dataset.words;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * One word and its vector a line. The vector is what stands last: a word may hold blanks (GloVe's largest file has some).
 */
final class TextVectors {

    private final String name;
    private final float[] row;
    private long line;

    private TextVectors(String name, int dim, long line) {
        this.name = name;
        this.row = new float[dim];
        this.line = line;
    }

    static Dataset read(String name, BufferedReader lines) throws IOException {
        String first = lines.readLine();
        if (first == null) {
            throw new DatasetException(name + ": empty (expected: a word and its numbers a line)");
        }
        Optional<Heading> heading = Heading.of(name, first);
        int dim = heading.map(Heading::dim).orElseGet(() -> numbersAfterWord(name, first));
        TextVectors vectors = new TextVectors(name, dim, heading.isPresent() ? 1 : 0);
        try (RowSpool spool = RowSpool.open(dim)) {
            String text = heading.isPresent() ? lines.readLine() : first;
            for (; text != null; text = lines.readLine()) {
                vectors.parse(text);
                spool.add(vectors.row);
            }
            heading.ifPresent(said -> said.requireAll(name, spool.rows()));
            return spool.finish();
        }
    }

    private static int numbersAfterWord(String name, String line) {
        int fields = line.strip().split("[ \t]+", -1).length;
        if (fields < 2) {
            throw new DatasetException(name + ", line 1: " + fields + " fields (expected: a word and its numbers)");
        }
        return fields - 1;
    }

    /** From the right, because only there it is certain what is a number. */
    private void parse(String text) {
        line++;
        int end = text.length();
        for (int value = row.length - 1; value >= 0; value--) {
            end = beforeBlanks(text, end);
            int start = afterBlank(text, end);
            if (start == 0) {
                throw new DatasetException(where() + ": " + (row.length - 1 - value) + " numbers after the word"
                        + " (expected: " + row.length + ", as in the first line)");
            }
            row[value] = number(text.substring(start, end));
            end = start;
        }
        requireWord(text.substring(0, end));
    }

    private float number(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new DatasetException(
                    where() + ": '" + text + "' (expected: " + row.length + " numbers after the word)", e);
        }
    }

    /** More numbers than in the first line would otherwise pass for a part of the word. */
    private void requireWord(String text) {
        String[] parts = text.strip().split("[ \t]+", -1);
        for (int part = 1; part < parts.length; part++) {
            if (!parts[part].matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
                return;
            }
        }
        if (parts.length > 1) {
            throw new DatasetException(where() + ": " + (row.length + parts.length - 1) + " numbers after the word"
                    + " (expected: " + row.length + ", as in the first line)");
        }
    }

    private String where() {
        return name + ", line " + line;
    }

    private static int beforeBlanks(String text, int end) {
        int at = end;
        while (at > 0 && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int afterBlank(String text, int end) {
        int at = end;
        while (at > 0 && !isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
