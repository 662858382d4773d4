package dev.narrows.stream.evidence;

import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.schemas.QualityReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * All that speaks for a candidate and against it, added up from quality reports on rows that it and the stable version both
 * had. The order of the reports does not matter, and the sum goes on from what {@link #evidence} wrote. It is the
 * candidate's for its whole life, over all stages; a newer candidate, or another stable version, begins afresh.
 *
 * <table>
 * <caption>Guardrails</caption>
 * <tr><th>name</th><th>acts</th><th>on</th></tr>
 * <tr><td>worse</td><td>rolls back at E of 2/alpha</td><td>mean paired difference below 0: {@link Bets}</td></tr>
 * <tr><td>no-worse</td><td>promotes at E of 1/alpha</td><td>mean above -margin: {@link Bets}</td></tr>
 * <tr><td>alerts</td><td>rolls back at E of 2/alpha</td><td>rows on which one alone alerts: {@link EventCounts}</td></tr>
 * <tr><td>failures</td><td>rolls back at once</td><td>a row on which only the candidate failed</td></tr>
 * <tr><td>encode-time</td><td>rolls back above its ratio</td><td>time of the same rows: {@link EncodeTimes}</td></tr>
 * <tr><td>code-bytes</td><td>rolls back above its ratio</td><td>length of a code</td></tr>
 * </table>
 *
 * <p>An equally good candidate is rolled back for its errors or its alerts with probability alpha at most, each of the two
 * having half of it, and one that is worse by the margin is promoted with probability alpha at most, however often anybody
 * looks. That holds where each row's expected difference, given the rows before, is on the side that is said. What speaks
 * against a candidate comes first. Immutable.
 */
public final class Guards {

    private static final Bets WORSE = Bets.below(0);

    private final EvidenceSettings settings;
    private final Bets noWorse;
    private final Seen seen;

    private Guards(EvidenceSettings settings, Bets noWorse, Seen seen) {
        this.settings = settings;
        this.noWorse = noWorse;
        this.seen = seen;
    }

    /** Of a candidate of which nothing was seen. */
    public static Guards fresh(EvidenceSettings settings) {
        return of(settings, List.of());
    }

    /**
     * Goes on from what was written.
     *
     * @param settings may be others than it was written under
     * @param written what {@link #evidence} gave; empty for nothing
     * @throws IllegalArgumentException where that cannot be read
     */
    public static Guards of(EvidenceSettings settings, List<Evidence> written) {
        return new Guards(settings, Bets.above(-settings.margin()), Guardrail.read(written));
    }

    /** With a report more; without paired evidence it says nothing here. */
    public Guards with(QualityReport report) {
        PairedEvidence more = report.getPaired();
        return more == null ? this : with(more);
    }

    /** With more evidence of the same two versions. */
    public Guards with(PairedEvidence more) {
        return new Guards(settings, noWorse, seen.plus(more));
    }

    /** What it comes to, without the words. Costs a few microseconds, {@link #verdict} a millisecond. */
    public Standing standing() {
        return against().isPresent()
                ? Standing.WORSE
                : noWorse.logE(seen.pairs()) >= enough() ? Standing.NO_WORSE : Standing.WAIT;
    }

    /** What it comes to. */
    public enum Standing {
        /** Not enough yet. */
        WAIT,
        /** The candidate may go on. */
        NO_WORSE,
        /** The candidate must go. */
        WORSE
    }

    /** What it comes to, and why. */
    public Verdict verdict() {
        Optional<Guardrail> against = against();
        if (against.isPresent()) {
            return new Verdict.Worse(
                    words().because(against.get()), against.get().word());
        }
        if (noWorse.logE(seen.pairs()) >= enough()) {
            return new Verdict.NoWorse(words().because(Guardrail.NO_WORSE));
        }
        OptionalLong needed = pairsNeeded();
        return new Verdict.Wait(words().waiting(needed), needed);
    }

    /** What each guardrail has seen, to be written down and gone on from. Costs a few microseconds. */
    public List<Evidence> evidence() {
        Words words = words();
        PairedSums pairs = seen.pairs();
        EncodeTimes times = seen.times();
        Seen.CodeLengths codes = seen.codes();
        return List.of(
                Guardrail.WORSE.evidence(
                        pairs.sum(),
                        pairs.pairs(),
                        WORSE.logE(pairs),
                        2 / settings.alpha(),
                        words.of(Guardrail.WORSE),
                        pairs.state()),
                Guardrail.NO_WORSE.evidence(
                        pairs.sum(),
                        pairs.pairs(),
                        noWorse.logE(pairs),
                        1 / settings.alpha(),
                        words.of(Guardrail.NO_WORSE),
                        List.of()),
                Guardrail.ALERTS.evidence(
                        (double) seen.alerts().x(),
                        seen.alerts().n(),
                        seen.alerts().logE(settings.moreAlerts()),
                        2 / settings.alpha(),
                        words.of(Guardrail.ALERTS),
                        List.of()),
                Guardrail.FAILURES.evidence(
                        (double) seen.failures().x(),
                        seen.failures().n(),
                        0,
                        1,
                        words.of(Guardrail.FAILURES),
                        List.of()),
                Guardrail.ENCODE_TIME.evidence(
                        times.ratio(),
                        times.rows(),
                        0,
                        settings.encodeTimeRatio(),
                        words.of(Guardrail.ENCODE_TIME),
                        List.of((double) times.stableNanos(), (double) times.candidateNanos())),
                Guardrail.CODE_BYTES.evidence(
                        codes.ratio(),
                        pairs.pairs(),
                        0,
                        settings.codeBytesRatio(),
                        words.of(Guardrail.CODE_BYTES),
                        List.of((double) codes.stable(), (double) codes.candidate())));
    }

    /** Where the mean of the paired differences is; empty before the first pair. Costs a millisecond. */
    public Optional<Comparison> comparison() {
        PairedSums pairs = seen.pairs();
        if (pairs.pairs() == 0) {
            return Optional.empty();
        }
        Bets.Limits limits = Bets.limits(pairs, settings.alpha());
        return Optional.of(new Comparison(
                pairs.pairs(), pairs.mean(), limits.low(), limits.high(), 1 - settings.alpha(), -settings.margin()));
    }

    private Words words() {
        return new Words(seen, settings);
    }

    private Optional<Guardrail> against() {
        if (seen.failures().x() > 0) {
            return Optional.of(Guardrail.FAILURES);
        }
        if (seen.codes().ratio() > settings.codeBytesRatio()) {
            return Optional.of(Guardrail.CODE_BYTES);
        }
        if (WORSE.logE(seen.pairs()) >= enoughAgainst()) {
            return Optional.of(Guardrail.WORSE);
        }
        if (seen.alerts().logE(settings.moreAlerts()) >= enoughAgainst()) {
            return Optional.of(Guardrail.ALERTS);
        }
        boolean slow =
                seen.times().rows() >= settings.leastRows() && seen.times().slower(settings.encodeTimeRatio());
        return slow ? Optional.of(Guardrail.ENCODE_TIME) : Optional.empty();
    }

    private double enough() {
        return -Math.log(settings.alpha());
    }

    private double enoughAgainst() {
        return Math.log(2 / settings.alpha());
    }

    /** Of the two decisions that pairs can bring, the nearer, if they go on as they were. */
    private OptionalLong pairsNeeded() {
        return LongStream.concat(
                        noWorse.needed(seen.pairs(), enough()).stream(),
                        WORSE.needed(seen.pairs(), enoughAgainst()).stream())
                .min();
    }
}
