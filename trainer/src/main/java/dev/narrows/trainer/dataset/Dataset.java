package dev.narrows.trainer.dataset;

import java.util.List;
import java.util.Optional;

/**
 * Vectors to learn from, as rows of float32 [rows, dim] in raw units. May be larger than memory, so it is read in slices.
 *
 * <p>Thread-safe for reading, unless the implementation says otherwise.
 */
public interface Dataset {

    /** Rows, 1 or more. */
    int rows();

    /** Values a row, 1 or more. */
    int dim();

    /**
     * Copies rows {@code from} to {@code from + count - 1} into {@code target}, row-major from index 0.
     *
     * @param target at least {@code count * dim()} long
     * @throws IndexOutOfBoundsException where the rows or the target do not reach
     */
    void read(int from, int count, float[] target);

    /** SHA-256 of all rows as little-endian float32, lower-case hexadecimal. Reads all rows. */
    default String digest() {
        return RowDigest.of(this);
    }

    /** What a row looks like where the source says so, for example [28, 28]; multiplies to {@link #dim()}. */
    default List<Integer> shape() {
        return List.of(dim());
    }

    /** What the source calls each value of a row, {@link #dim()} names; empty where it has no names. */
    default List<String> featureNames() {
        return List.of();
    }

    /** One label a row where the source has them: 0 is normal, anything else is not. */
    default Optional<byte[]> labels() {
        return Optional.empty();
    }
}
