package dev.narrows.laboratory.upgrade;

import dev.narrows.schemas.RolloutPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a measurement of upgrades does.
 *
 * @param upgrades one after the other, 1 or more
 * @param policy guarded: through shadow and a canary at half of the keys, so that two models encode at a time; or
 *     immediate
 * @param rate records a second
 * @param partitions of the input
 * @param steady how long is measured before the first upgrade; 5 s or more
 */
public record UpgradeSettings(int upgrades, RolloutPolicy policy, int rate, int partitions, Duration steady) {

    /** Checks. */
    public UpgradeSettings {
        atLeast("upgrades", upgrades, 1);
        atLeast("rate", rate, 1);
        atLeast("partitions", partitions, 1);
        atLeast("steady, in seconds", steady.toSeconds(), Continuity.WINDOW_SECONDS);
        if (policy != RolloutPolicy.GUARDED && policy != RolloutPolicy.IMMEDIATE) {
            throw new IllegalArgumentException("policy: " + policy + " (expected: guarded or immediate)");
        }
    }

    /** As a command names it. */
    String policyName() {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    /**
     * How the service decides: as by default, but on less evidence, which makes a trial one of seconds. A candidate that is
     * equal to the stable version needs no more.
     */
    static Map<String, String> quickEvidence() {
        return Map.of(
                "rollout.sample.share", "0.1",
                "rollout.stage.rows", "200",
                "rollout.canary.percents", "50");
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
