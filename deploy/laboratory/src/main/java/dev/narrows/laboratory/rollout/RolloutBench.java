package dev.narrows.laboratory.rollout;

import dev.narrows.schemas.PairedEvidence;
import dev.narrows.stream.evidence.EvidenceSettings;
import dev.narrows.stream.evidence.Guards;
import dev.narrows.stream.evidence.Guards.Standing;
import dev.narrows.trainer.dataset.Dataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Rolls candidates out many times over, on rows drawn from real ones, and asks the service's guardrails after every single
 * row. An equally good candidate must seldom be rolled back, however long one looks; one that is worse by just the margin
 * must seldom be promoted; and others should be decided on soon.
 */
public final class RolloutBench {

    /** Percent of error, more or less. */
    private static final List<Integer> EFFECTS = List.of(2, 5, 20, 100);

    private static final double PERCENT = 100;

    private final RolloutBenchSettings settings;
    private final EvidenceSettings evidence;
    private final Pairs pairs;
    private final Consumer<String> lines;

    RolloutBench(RolloutBenchSettings settings, EvidenceSettings evidence, Pairs pairs, Consumer<String> lines) {
        this.settings = settings;
        this.evidence = evidence;
        this.pairs = pairs;
        this.lines = lines;
    }

    /**
     * Has two codecs learn from some of the rows; the others are drawn from.
     *
     * @param lines hears of each figure as it is found
     */
    public static RolloutBench of(
            Dataset rows, RolloutBenchSettings settings, EvidenceSettings evidence, Consumer<String> lines) {
        return new RolloutBench(settings, evidence, Pairs.of(rows, settings.seed()), lines);
    }

    /** Runs all; the same figures for the same rows and seed. */
    public RolloutReport run() {
        Trial equal = new Trial(1, true, false, settings.mostRows());
        Outcomes rolledBack = outcomes(settings.runs(), equal);
        say("equally good, looked at for %d rows: %s", settings.mostRows(), rolledBack);
        // Without the alerts that a larger error brings, which would only help.
        Trial worse = new Trial(pairs.factor(-evidence.margin()), false, true, settings.mostRows());
        Outcomes promoted = outcomes(settings.runs(), worse);
        say("worse by the margin, %.1f %% more error: %s", PERCENT * (worse.factor - 1), promoted);
        Map<String, Outcomes> effects = new LinkedHashMap<>();
        for (int percent : EFFECTS) {
            effects.put(percent + "% worse", effect(1 + percent / PERCENT));
            effects.put(percent + "% better", effect(1 / (1 + percent / PERCENT)));
        }
        effects.forEach((effect, found) -> say("%s: %s", effect, found));
        return new RolloutReport(
                evidence.alpha(),
                evidence.margin(),
                settings.runs(),
                settings.seed(),
                rolledBack.rolledBack(),
                promoted.promoted(),
                effects);
    }

    private Outcomes effect(double factor) {
        return outcomes(settings.effectRuns(), new Trial(factor, true, true, settings.mostEffectRows()));
    }

    private Outcomes outcomes(int runs, Trial trial) {
        return Outcomes.of(IntStream.range(0, runs)
                .parallel()
                .mapToObj(i -> run(new Random(settings.seed() + i), trial))
                .toList());
    }

    private Run run(Random random, Trial trial) {
        Guards guards = Guards.fresh(evidence);
        for (int rows = 1; rows <= trial.mostRows; rows++) {
            guards = guards.with(seen(pairs.draw(random, trial.factor), trial.alerts));
            Standing standing = guards.standing();
            if (standing == Standing.WORSE || (standing == Standing.NO_WORSE && trial.mayPromote)) {
                return new Run(standing, rows);
            }
        }
        return new Run(Standing.WAIT, trial.mostRows);
    }

    private static PairedEvidence seen(Pairs.Pair pair, boolean alerts) {
        boolean candidateOnly = alerts && pair.candidateAlerts() && !pair.stableAlerts();
        boolean stableOnly = alerts && pair.stableAlerts() && !pair.candidateAlerts();
        return new PairedEvidence(
                1,
                "shadow",
                1L,
                List.of(pair.difference()),
                0.0,
                0.0,
                stableOnly ? 1L : 0L,
                candidateOnly ? 1L : 0L,
                0L,
                0L,
                1L,
                1L,
                1,
                1);
    }

    private void say(String format, Object... values) {
        lines.accept(String.format(Locale.ROOT, format, values));
    }

    /**
     * What is tried again and again.
     *
     * @param factor on the candidate's errors
     * @param alerts whether rows alert
     * @param mayPromote whether enough evidence for the candidate ends it
     * @param mostRows after which it ends undecided
     */
    private record Trial(double factor, boolean alerts, boolean mayPromote, int mostRows) {}

    /**
     * How one run ended.
     *
     * @param standing what was decided
     * @param rows after how many
     */
    record Run(Standing standing, int rows) {}
}
