package dev.narrows.laboratory.rollout;

/**
 * How much is simulated.
 *
 * @param runs of each rate, 1 or more
 * @param mostRows rows that a run of a rate is looked at for, 1 or more
 * @param effectRuns of each effect, 1 or more
 * @param mostEffectRows rows that a run of an effect is looked at for, 1 or more
 * @param seed of all draws
 */
public record RolloutBenchSettings(int runs, int mostRows, int effectRuns, int mostEffectRows, long seed) {

    /** Checks. */
    public RolloutBenchSettings {
        require("runs", runs);
        require("mostRows", mostRows);
        require("effectRuns", effectRuns);
        require("mostEffectRows", mostEffectRows);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
