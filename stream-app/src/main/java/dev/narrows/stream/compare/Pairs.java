package dev.narrows.stream.compare;

/**
 * What comparing some rows came to. Filled by the thread that compares, read by the thread that owns the rows after that;
 * never by both.
 */
public final class Pairs {

    private static final long LONGEST = 8;

    private final double[] stableErrors;
    private final double[] candidateErrors;
    private final boolean[] stableAlerts;
    private final boolean[] candidateAlerts;
    private int count;
    private int stableOnlyFailures;
    private int candidateOnlyFailures;
    private long stableNanos;
    private long candidateNanos;

    /** @param maxRows most rows at once, 1 or more */
    public Pairs(int maxRows) {
        this.stableErrors = new double[maxRows];
        this.candidateErrors = new double[maxRows];
        this.stableAlerts = new boolean[maxRows];
        this.candidateAlerts = new boolean[maxRows];
    }

    /** Forgets the rows before. */
    public void clear() {
        count = 0;
        stableOnlyFailures = 0;
        candidateOnlyFailures = 0;
        stableNanos = 0;
        candidateNanos = 0;
    }

    void add(double stableError, double candidateError, boolean stableAlert, boolean candidateAlert) {
        stableErrors[count] = stableError;
        candidateErrors[count] = candidateError;
        stableAlerts[count] = stableAlert;
        candidateAlerts[count] = candidateAlert;
        count++;
    }

    /** A row on which only one version failed, or gave no finite error. */
    public void failed(boolean stable, boolean candidate) {
        stableOnlyFailures += stable && !candidate ? 1 : 0;
        candidateOnlyFailures += candidate && !stable ? 1 : 0;
    }

    /**
     * What a run of each took. The longer counts at most {@value #LONGEST} times the shorter: a run takes microseconds, and a
     * collector or a scheduler that steps in between takes thousands of them, which says nothing about a version.
     */
    void took(long nanosOfStable, long nanosOfCandidate) {
        stableNanos += Math.min(nanosOfStable, LONGEST * nanosOfCandidate);
        candidateNanos += Math.min(nanosOfCandidate, LONGEST * nanosOfStable);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return count == 0 && stableOnlyFailures == 0 && candidateOnlyFailures == 0;
    }

    /** Rows that both versions encoded and decoded. */
    public int count() {
        return count;
    }

    /** Squared error over the features' spreads, of the stable version on the i-th of them; 0 or more. */
    public double stableError(int i) {
        return stableErrors[i];
    }

    /** The same of the candidate. */
    public double candidateError(int i) {
        return candidateErrors[i];
    }

    /** Whether the stable version would alert. */
    public boolean stableAlert(int i) {
        return stableAlerts[i];
    }

    /** Whether the candidate would alert. */
    public boolean candidateAlert(int i) {
        return candidateAlerts[i];
    }

    /** Rows on which only the stable version failed. */
    public int stableOnlyFailures() {
        return stableOnlyFailures;
    }

    /** Rows on which only the candidate failed. */
    public int candidateOnlyFailures() {
        return candidateOnlyFailures;
    }

    /** Nanoseconds that the stable version took to encode them. */
    public long stableNanos() {
        return stableNanos;
    }

    /** The same of the candidate. */
    public long candidateNanos() {
        return candidateNanos;
    }
}
