package dev.narrows.stream.control;

import dev.narrows.schemas.Rollout;
import dev.narrows.stream.evidence.EvidenceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How trials go where a model's own policy does not say otherwise.
 *
 * @param percents shares of keys that a candidate goes through, rising, each 1 to 100; none to go from shadow to stable
 * @param stagePairs rows to be compared at each stage at least, 1 or more
 * @param evidence when evidence is enough
 * @param latentsKept how long the latents topic keeps a latent; empty for ever
 */
public record ControlSettings(
        List<Integer> percents, long stagePairs, EvidenceSettings evidence, Optional<Duration> latentsKept) {

    /** Checks and copies. */
    public ControlSettings {
        percents = List.copyOf(percents);
        if (!arePercents(percents)) {
            throw new IllegalArgumentException("percents: " + percents + " (expected: rising, each 1 to 100)");
        }
        if (stagePairs < 1) {
            throw new IllegalArgumentException("stagePairs: " + stagePairs + " (expected: >= 1)");
        }
    }

    /** Those that a model's own policy names, else these. */
    List<Integer> percents(Rollout state) {
        return state.getCanaryPercents().isEmpty() ? percents : state.getCanaryPercents();
    }

    static boolean arePercents(List<Integer> percents) {
        int before = 0;
        for (int percent : percents) {
            if (percent <= before || percent > 100) {
                return false;
            }
            before = percent;
        }
        return true;
    }
}
