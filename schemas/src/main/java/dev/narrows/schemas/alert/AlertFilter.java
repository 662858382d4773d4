package dev.narrows.schemas.alert;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which alerts somebody wants to hear of; what is left out does not restrict.
 *
 * @param key pattern of keys
 * @param leastScore least severity, -log10 of the p-value; 0 for all
 * @param model name of the model
 * @param version of the model
 * @param feature name or number of one that is among those that contribute most
 * @param from first time of the input record that counts
 * @param to first time of the input record that counts no more
 */
public record AlertFilter(
        Optional<KeyPattern> key,
        double leastScore,
        Optional<String> model,
        OptionalInt version,
        Optional<String> feature,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Every alert. */
    public static final AlertFilter ALL = new AlertFilter(
            Optional.empty(),
            0,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Checks ranges. */
    public AlertFilter {
        if (!(leastScore >= 0)) {
            throw new IllegalArgumentException("severity: " + leastScore + " (expected: >= 0)");
        }
    }

    /** Whether an alert is meant. */
    public boolean matches(PlacedAlert placed) {
        AnomalyAlert alert = placed.alert();
        return alert.getScore() >= leastScore
                && (model.isEmpty() || model.get().equals(alert.getModelName()))
                && (version.isEmpty() || version.getAsInt() == alert.getModelVersion())
                && (from.isEmpty() || !placed.time().isBefore(from.get()))
                && (to.isEmpty() || placed.time().isBefore(to.get()))
                && (key.isEmpty() || key.get().matches(placed.key()))
                && (feature.isEmpty() || hasFeature(alert, feature.get()));
    }

    private static boolean hasFeature(AnomalyAlert alert, String wanted) {
        for (Contribution each : alert.getContributions()) {
            if (wanted.equals(each.getName()) || wanted.equals(Integer.toString(each.getFeature()))) {
                return true;
            }
        }
        return false;
    }
}
