package dev.narrows.trainer.dataset.split;

import dev.narrows.trainer.dataset.Dataset;

/**
 * How a data set is cut into parts.
 *
 * @param validation share of the rows that decide when to stop and what to report, above 0
 * @param calibration share of the rows that the threshold is learned from, above 0; what remains is trained on
 * @param seed of the shuffle that assigns rows to parts
 * @param block how many rows in the order of the source stay in one part, 1 or more; 0 where the rows decide
 */
public record SplitSettings(double validation, double calibration, long seed, int block) {

    /** A tenth each for validation and calibration. */
    public static final SplitSettings DEFAULT = of(0.1, 0.1, 1);

    /**
     * How many blocks the rows of one after the other are cut into: enough that each part has some of all times, and few
     * enough that most rows are far from another part. Fewer than twice as many rows are taken one by one.
     */
    static final int BLOCKS = 200;

    /** From which {@link SuccessiveRows#correlation} on rows follow each other. */
    static final double FOLLOWING = 0.5;

    /** Checks the shares. */
    public SplitSettings {
        require("validation", validation);
        require("calibration", calibration);
        if (validation + calibration > 0.9) {
            throw new IllegalArgumentException("validation + calibration: " + (validation + calibration)
                    + " (expected: <= 0.9, so that a tenth of the rows remains to train on)");
        }
        if (block < 0) {
            throw new IllegalArgumentException("block: " + block + " (expected: 0 or more rows)");
        }
    }

    /** The same with blocks that the rows decide. */
    public static SplitSettings of(double validation, double calibration, long seed) {
        return new SplitSettings(validation, calibration, seed, 0);
    }

    /**
     * With the block that {@code data} ask for: rows that each resemble the one before them, as those of telemetry or the
     * pixels of a picture do, are dealt out in blocks of a two-hundredth of all, others one by one. Reads all rows where no
     * block is set.
     */
    public SplitSettings resolved(Dataset data) {
        if (block > 0) {
            return this;
        }
        int rows = data.rows() / BLOCKS;
        boolean together = rows > 1 && SuccessiveRows.correlation(data) >= FOLLOWING;
        return new SplitSettings(validation, calibration, seed, together ? rows : 1);
    }

    private static void require(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + ": " + share + " (expected: above 0, below 1)");
        }
    }
}
