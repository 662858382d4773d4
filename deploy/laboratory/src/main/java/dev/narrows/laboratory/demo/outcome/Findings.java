package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.demo.digits.Kind;
import dev.narrows.laboratory.demo.digits.StreamPlan;
import dev.narrows.schemas.decode.Decoded;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the topics of the demo hold, taken in record by record and judged by the plan. Keys below {@code firstKey} are
 * training digits, the others the plan's records. One thread.
 */
final class Findings {
    private final StreamPlan plan;
    private final int firstKey;
    private final Tally tally = new Tally();
    private final Map<Position, Integer> keys = new HashMap<>();
    private final Set<Integer> alerted = new HashSet<>();
    private final SortedMap<Integer, Distortion> distortions = new TreeMap<>();
    private final Distortion overall = new Distortion();
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final Set<Integer> versions = new HashSet<>();
    private long inputs;
    private long latents;
    private long deadLetters;

    private record Position(int partition, long offset) {}

    Findings(StreamPlan plan, int firstKey) {
        this.plan = plan;
        this.firstKey = firstKey;
    }

    void input(int partition, long offset, int key) {
        inputs++;
        tally.sent(partition, key);
        keys.put(new Position(partition, offset), key);
    }

    void latent(int partition, int key, Decoded.Vector back) {
        latents++;
        tally.arrived(partition, key);
        versions.add(back.modelVersion());
        if (key >= firstKey && kind(key) == Kind.DIGIT) {
            float[] digit = plan.vector(key - firstKey);
            overall.add(digit, back.values());
            distortions
                    .computeIfAbsent(back.modelVersion(), any -> new Distortion())
                    .add(digit, back.values());
        }
    }

    void deadLetter(int partition, int key, String reason) {
        deadLetters++;
        tally.arrived(partition, key);
        reasons.merge(reason, 1L, Long::sum);
    }

    /** An alert on the input record at that place. */
    void alert(int partition, long offset) {
        Integer key = keys.get(new Position(partition, offset));
        if (key == null) {
            throw new IllegalStateException("alert: input partition " + partition + ", offset " + offset
                    + " (expected: a record of the input)");
        }
        alerted.add(key);
    }

    /** Records that are to be alerted on: those of the plan that can be read and are no digits. */
    Detection detection() {
        long anomalous = Arrays.stream(Kind.values())
                .filter(Kind::anomalous)
                .mapToLong(plan::count)
                .sum();
        long caught = alerted.stream().filter(key -> kind(key).anomalous()).count();
        return new Detection(alerted.size(), anomalous, caught);
    }

    /** Alerts by what the record was, digits of the training part among the digits. */
    SortedMap<Kind, Long> alertsByKind() {
        SortedMap<Kind, Long> counts = new TreeMap<>();
        alerted.forEach(key -> counts.merge(kind(key), 1L, Long::sum));
        return counts;
    }

    private Kind kind(int key) {
        return key < firstKey ? Kind.DIGIT : plan.kind(key - firstKey);
    }

    Tally tally() {
        return tally;
    }

    long inputs() {
        return inputs;
    }

    long latents() {
        return latents;
    }

    long deadLetters() {
        return deadLetters;
    }

    SortedMap<String, Long> deadLetterReasons() {
        return reasons;
    }

    /** Of the streamed digits. */
    double mse() {
        return overall.mean();
    }

    SortedMap<Integer, Double> mseByVersion() {
        SortedMap<Integer, Double> means = new TreeMap<>();
        distortions.forEach((version, distortion) -> means.put(version, distortion.mean()));
        return means;
    }

    List<Integer> versions() {
        return versions.stream().sorted().toList();
    }
}
