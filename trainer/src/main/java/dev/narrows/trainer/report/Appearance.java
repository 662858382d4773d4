package dev.narrows.trainer.report;

import dev.narrows.trainer.dataset.Dataset;
import java.util.List;
import java.util.Locale;

/**
 * How a row is best shown.
 *
 * @param look as what
 * @param height of the image; 1 otherwise
 * @param width of the image; values a row otherwise
 * @param reason why, for a person
 */
record Appearance(Look look, int height, int width, String reason) {

    private static final int LEAST_SIDE = 8;
    private static final double SMOOTH = 0.6;
    private static final double STANDS_OUT = 0.1;

    /** As what a row is shown. */
    enum Look {
        /** Grey values. */
        IMAGE,
        /** A curve over the number of the value. */
        SERIES,
        /** Features beside each other, each in its own units. */
        BARS
    }

    /**
     * Decides: an image where the source has rows of two dimensions, or where values correlate with their neighbour and,
     * more than at half that distance, with the one a square's side further; a series where they correlate with their
     * neighbour; features otherwise.
     */
    static Appearance of(Dataset rows) {
        List<Integer> sides = rows.shape().stream().filter(side -> side > 1).toList();
        if (sides.size() == 2) {
            return new Appearance(
                    Look.IMAGE,
                    sides.get(0),
                    sides.get(1),
                    "the source has rows of " + sides.get(0) + " x " + sides.get(1));
        }
        int dim = rows.dim();
        Neighbours neighbours = Neighbours.of(rows);
        double next = neighbours.correlation(1);
        int side = (int) Math.round(Math.sqrt(dim));
        if (side >= LEAST_SIDE && side * side == dim && next > SMOOTH) {
            double below = neighbours.correlation(side);
            if (below > SMOOTH && below > neighbours.correlation(side / 2) + STANDS_OUT) {
                return new Appearance(
                        Look.IMAGE,
                        side,
                        side,
                        correlate(next) + ", and at distance " + side + " " + share(below) + ", as in a square image");
            }
        }
        return dim >= 2 * LEAST_SIDE && next > SMOOTH
                ? new Appearance(Look.SERIES, 1, dim, correlate(next) + ", as in a series")
                : new Appearance(Look.BARS, 1, dim, correlate(next) + ", so features stand for themselves");
    }

    private static String correlate(double next) {
        return "values correlate with their neighbour by " + share(next);
    }

    private static String share(double correlation) {
        return String.format(Locale.ROOT, "%.2f", correlation);
    }
}
