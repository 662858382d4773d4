package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.codec.textbook.Textbook;
import dev.narrows.trainer.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the error falls as codes grow: a model, and its rivals at a quarter to four times its bytes, on the same rows.
 *
 * @param points in no particular order
 */
public record RateDistortion(List<Point> points) {

    /** Copies the points. */
    public RateDistortion {
        points = List.copyOf(points);
    }

    /**
     * Measures the rivals; the model has been measured.
     *
     * @param train what the rivals learn from
     * @param test what they are measured on; the model was measured on the same
     */
    public static RateDistortion of(Evaluation model, Dataset train, Dataset test, long seed) {
        List<Point> points = new ArrayList<>();
        points.add(point("this model", model));
        int[] sizes = sizes(model.codeBytes(), test.dim());
        Textbook textbook = Textbook.of(train, sizes[sizes.length - 1], seed);
        for (Rival rival : Rival.values()) {
            for (int size : sizes) {
                points.add(point(rival.title(), Evaluation.of(textbook.codec(rival, size), test)));
            }
        }
        return new RateDistortion(points);
    }

    private static Point point(String series, Evaluation evaluation) {
        return new Point(series, evaluation.codeBytes(), evaluation.mse());
    }

    /** Sizes around that of the model, none larger than a byte a value. */
    private static int[] sizes(int codeBytes, int dim) {
        return IntStream.of(codeBytes / 4, codeBytes / 2, codeBytes, 2 * codeBytes, 4 * codeBytes)
                .map(size -> Math.max(1, Math.min(size, dim)))
                .distinct()
                .toArray();
    }

    /**
     * One codec at one size.
     *
     * @param series what kind of codec
     * @param codeBytes bytes of a code
     * @param mse mean squared error of a value, in raw units
     */
    public record Point(String series, int codeBytes, double mse) {}
}
