package dev.narrows.laboratory.demo.outcome;

/**
 * How well alerts agree with what is known: of the records that could be read as vectors, {@code alerted} raised an
 * alert, {@code anomalous} were not digits, {@code caught} were both. A record counts once, however many alerts it has.
 */
record Detection(long alerted, long anomalous, long caught) {
    Detection {
        if (caught < 0 || caught > alerted || caught > anomalous) {
            throw new IllegalArgumentException(
                    "caught: " + caught + " (expected: 0 to the smaller of " + alerted + " and " + anomalous + ")");
        }
    }

    /** Share of the alerts that were right; 1 where there was none. */
    double precision() {
        return alerted == 0 ? 1 : (double) caught / alerted;
    }

    /** Share of the anomalous records that raised one; 1 where there was none. */
    double recall() {
        return anomalous == 0 ? 1 : (double) caught / anomalous;
    }
}
