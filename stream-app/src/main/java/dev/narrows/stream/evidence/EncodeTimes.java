package dev.narrows.stream.evidence;

/**
 * What the same rows took of each version. Not evidence that grows, but a plain ratio, so it is not asked before there are
 * enough rows for it.
 *
 * @param rows encoded by both
 * @param stableNanos of the stable version
 * @param candidateNanos of the candidate
 */
record EncodeTimes(long rows, long stableNanos, long candidateNanos) {

    static final EncodeTimes NONE = new EncodeTimes(0, 0, 0);

    /** A microsecond a row: what is less than that longer is nobody's trouble, and is the noise of small models. */
    private static final long LEAST_NANOS = 1_000;

    /** These and others. */
    EncodeTimes plus(long moreRows, long moreStable, long moreCandidate) {
        return new EncodeTimes(rows + moreRows, stableNanos + moreStable, candidateNanos + moreCandidate);
    }

    /** The candidate's time as a multiple of the stable version's; 1 where nothing was measured. */
    double ratio() {
        return stableNanos <= 0 ? 1 : (double) candidateNanos / stableNanos;
    }

    /** Whether the candidate takes more than {@code most} times as long, and more than a microsecond longer a row. */
    boolean slower(double most) {
        return ratio() > most && candidateNanos - stableNanos > LEAST_NANOS * rows;
    }
}
