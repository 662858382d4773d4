package dev.narrows.stream.evidence;

import java.util.Locale;
import java.util.OptionalLong;

/** What was seen, in words for a person. */
final class Words {

    private static final double PERCENT = 100;

    private final Seen seen;
    private final EvidenceSettings settings;

    Words(Seen seen, EvidenceSettings settings) {
        this.seen = seen;
        this.settings = settings;
    }

    /** Why a guardrail decides: what it has seen, and of errors also how sure that is. */
    String because(Guardrail guardrail) {
        boolean ofErrors = guardrail == Guardrail.WORSE || guardrail == Guardrail.NO_WORSE;
        return ofErrors ? errors() + sure() : of(guardrail);
    }

    /** What a guardrail has seen. */
    public String of(Guardrail guardrail) {
        return switch (guardrail) {
            case WORSE, NO_WORSE -> errors();
            case ALERTS ->
                format(
                        "candidate alone alerts on %d of %d rows on which one of the two does (expected: at most %.0f %%)",
                        seen.alerts().x(),
                        seen.alerts().n(),
                        PERCENT * settings.moreAlerts() / (1 + settings.moreAlerts()));
            case FAILURES ->
                format(
                        "candidate alone fails on %d rows, stable alone on %d (expected: 0 of the candidate)",
                        seen.failures().x(),
                        seen.failures().n() - seen.failures().x());
            case ENCODE_TIME ->
                format(
                        "candidate takes %.2f times the encode time on %d rows (expected: at most %.2f, from %d rows on)",
                        seen.times().ratio(), seen.times().rows(), settings.encodeTimeRatio(), settings.leastRows());
            case CODE_BYTES ->
                format(
                        "candidate's code has %d bytes, stable's %d (expected: at most %.2f times as many)",
                        seen.codes().candidate(), seen.codes().stable(), settings.codeBytesRatio());
        };
    }

    /** What is waited for. */
    String waiting(OptionalLong pairsNeeded) {
        if (seen.pairs().pairs() == 0) {
            return "waits for rows that both versions encode";
        }
        return errors()
                + sure()
                + (pairsNeeded.isPresent()
                        ? format("; decides after about %d sampled rows more at this effect", pairsNeeded.getAsLong())
                        : "; decides nothing at this effect, waits for rows that differ more");
    }

    private String errors() {
        return seen.pairs().pairs() == 0
                ? "no pairs yet"
                : format(
                        "candidate's error %s than stable's on %d sampled rows",
                        change(seen.pairs().mean()), seen.pairs().pairs());
    }

    private String sure() {
        Bets.Limits limits = Bets.limits(seen.pairs(), settings.alpha());
        return format(
                " (%.0f %% sure: %s to %s; allowed: %s)",
                PERCENT * (1 - settings.alpha()),
                change(limits.high()),
                change(limits.low()),
                change(-settings.margin()));
    }

    /** A mean difference d as what it would be if all rows had it: (1 - d) / (1 + d) times the error. */
    private static String change(double mean) {
        double more = PERCENT * ((1 - mean) / (1 + mean) - 1);
        if (Double.isInfinite(more) || more > 999) {
            return "> 999 % higher";
        }
        return format(more > 0 ? "%.1f %% higher" : "%.1f %% lower", Math.abs(more));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
