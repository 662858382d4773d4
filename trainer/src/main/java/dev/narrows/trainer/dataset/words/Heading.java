package dev.narrows.trainer.dataset.words;

import dev.narrows.trainer.dataset.DatasetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a word2vec file.
 *
 * @param words how many vectors follow
 * @param dim values a vector
 */
record Heading(long words, int dim) {

    private static final Pattern TWO_NUMBERS = Pattern.compile("\\s*(\\d{1,18})[ \\t]+(\\d{1,9})\\s*");
    private static final int MOST_VALUES = 1 << 20;

    /** Reads a line; empty where it is something else. */
    static Optional<Heading> of(String name, String line) {
        Matcher numbers = TWO_NUMBERS.matcher(line);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        Heading heading = new Heading(Long.parseLong(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        if (heading.words < 1 || heading.words > Integer.MAX_VALUE || heading.dim < 1 || heading.dim > MOST_VALUES) {
            throw new DatasetException(name + ": first line '" + line.strip() + "' (expected: 1 to " + Integer.MAX_VALUE
                    + " words of 1 to " + MOST_VALUES + " values)");
        }
        return Optional.of(heading);
    }

    void requireAll(String name, long found) {
        if (found != words) {
            throw new DatasetException(
                    name + ": " + found + " vectors (expected: " + words + ", as its first line says)");
        }
    }
}
