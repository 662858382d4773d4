package dev.narrows.laboratory.rollout;

import dev.narrows.stream.evidence.Guards.Standing;
import java.util.List;
import java.util.Locale;

/**
 * How many runs ended.
 *
 * @param promoted share of runs, 0 to 1
 * @param rolledBack share of runs, 0 to 1
 * @param medianRows sampled rows to the end; where half of them end undecided, the rows that were looked at
 */
public record Outcomes(double promoted, double rolledBack, long medianRows) {

    static Outcomes of(List<RolloutBench.Run> runs) {
        long[] rows = runs.stream().mapToLong(RolloutBench.Run::rows).sorted().toArray();
        return new Outcomes(share(runs, Standing.NO_WORSE), share(runs, Standing.WORSE), rows[(rows.length - 1) / 2]);
    }

    private static double share(List<RolloutBench.Run> runs, Standing standing) {
        return (double) runs.stream().filter(run -> run.standing() == standing).count() / runs.size();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% promoted, %.1f %% rolled back, median %d sampled rows",
                100 * promoted,
                100 * rolledBack,
                medianRows);
    }
}
