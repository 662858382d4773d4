package dev.narrows.stream.config;

import dev.narrows.stream.config.check.SettingException;
import java.util.List;

/**
 * How a new version is tried beside the stable one.
 *
 * @param decides whether this service runs a control plane
 * @param canaryPercents shares of keys, rising
 * @param stageRows rows compared at each stage at least
 * @param sampleShare share of rows that both versions encode to be compared, above 0, at most 1
 * @param alpha chance of a wrong decision at most
 * @param margin how much worse a candidate may be
 */
public record RolloutSettings(
        boolean decides, List<Integer> canaryPercents, int stageRows, double sampleShare, double alpha, double margin) {

    /** Checks and copies. */
    public RolloutSettings {
        canaryPercents = List.copyOf(canaryPercents);
        int before = 0;
        for (int percent : canaryPercents) {
            if (percent <= before || percent > 100) {
                throw new SettingException(
                        "rollout.canary.percents", canaryPercents, "rising percentages, each 1 to 100");
            }
            before = percent;
        }
    }
}
