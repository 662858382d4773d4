package dev.narrows.stream.evidence;

import dev.narrows.schemas.Evidence;
import dev.narrows.stream.evidence.Seen.CodeLengths;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The guardrails by the names that they are written under, and how what they saw is written and read again. */
enum Guardrail {
    WORSE("worse"),
    NO_WORSE("no-worse"),
    ALERTS("alerts"),
    FAILURES("failures"),
    ENCODE_TIME("encode-time"),
    CODE_BYTES("code-bytes");

    /** Records hold finite figures; nobody needs larger evidence than this. */
    private static final double LARGEST = 1e300;

    private final String word;

    Guardrail(String word) {
        this.word = word;
    }

    /** As records and people name it. */
    String word() {
        return word;
    }

    /**
     * A record of it.
     *
     * @param logE natural logarithm of the evidence
     * @param threshold at which E acts
     * @param detail in words
     * @param state what it goes on from
     */
    Evidence evidence(double x, long n, double logE, double threshold, String detail, List<Double> state) {
        return new Evidence(word, x, n, Math.min(LARGEST, Math.exp(logE)), threshold, detail, state);
    }

    /** What the records of {@link Guards#evidence} were written of. */
    static Seen read(List<Evidence> written) {
        Map<String, Evidence> named = written.stream()
                .collect(Collectors.toMap(Evidence::getGuardrail, Function.identity(), (first, again) -> first));
        return new Seen(
                pairs(named.get(WORSE.word)),
                counts(named.get(ALERTS.word)),
                counts(named.get(FAILURES.word)),
                times(named.get(ENCODE_TIME.word)),
                codes(named.get(CODE_BYTES.word)));
    }

    private static PairedSums pairs(@Nullable Evidence written) {
        return written == null ? PairedSums.NONE : PairedSums.of(written.getState(), written.getN());
    }

    private static EventCounts counts(@Nullable Evidence written) {
        return written == null ? EventCounts.NONE : new EventCounts((long) written.getX(), written.getN());
    }

    private static EncodeTimes times(@Nullable Evidence written) {
        return written == null
                ? EncodeTimes.NONE
                : new EncodeTimes(written.getN(), (long) state(written, 0), (long) state(written, 1));
    }

    private static CodeLengths codes(@Nullable Evidence written) {
        return written == null
                ? CodeLengths.UNKNOWN
                : new CodeLengths((int) state(written, 0), (int) state(written, 1));
    }

    private static double state(Evidence written, int i) {
        if (written.getState().size() != 2) {
            throw new IllegalArgumentException(
                    written.getGuardrail() + ": state of " + written.getState().size() + " numbers (expected: 2)");
        }
        return written.getState().get(i);
    }
}
