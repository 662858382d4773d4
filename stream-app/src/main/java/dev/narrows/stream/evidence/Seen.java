package dev.narrows.stream.evidence;

import dev.narrows.schemas.PairedEvidence;

/**
 * What was seen of a candidate beside the stable version, added up.
 *
 * @param pairs differences of their errors
 * @param alerts rows on which one alerts and the other does not
 * @param failures rows on which one fails and the other does not
 * @param times that the rows took
 * @param codes lengths of a code
 */
record Seen(PairedSums pairs, EventCounts alerts, EventCounts failures, EncodeTimes times, CodeLengths codes) {

    static final Seen NOTHING =
            new Seen(PairedSums.NONE, EventCounts.NONE, EventCounts.NONE, EncodeTimes.NONE, CodeLengths.UNKNOWN);

    Seen plus(PairedEvidence more) {
        return new Seen(
                pairs.plus(more.getDifferences()),
                alerts.plus(more.getCandidateOnlyAlerts(), more.getStableOnlyAlerts()),
                failures.plus(more.getCandidateOnlyFailures(), more.getStableOnlyFailures()),
                times.plus(more.getRows(), more.getStableNanos(), more.getCandidateNanos()),
                new CodeLengths(more.getStableCodeBytes(), more.getCandidateCodeBytes()));
    }

    /**
     * Bytes of a code.
     *
     * @param stable 0 where not known yet
     * @param candidate 0 where not known yet
     */
    record CodeLengths(int stable, int candidate) {

        static final CodeLengths UNKNOWN = new CodeLengths(0, 0);

        /** The candidate's as a multiple of the stable version's; 1 where not known. */
        double ratio() {
            return stable <= 0 ? 1 : (double) candidate / stable;
        }
    }
}
