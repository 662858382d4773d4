package dev.narrows.trainer.judge;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * How well scores put anomalous rows above normal ones, whatever the threshold. With p anomalous and n normal rows, and
 * the rank of a score among all of them, equal scores sharing the mean of their ranks:
 *
 * <pre>
 *   auroc = (sum of the ranks of anomalous rows - p (p + 1) / 2) / (n p)       (Mann and Whitney 1947)
 *   auprc = sum over different scores, falling, of (recall - recall before) precision   (average precision)
 * </pre>
 *
 * <p>A score that is no number counts as the highest, because the service alerts on it.
 *
 * @param auroc chance that an anomalous row scores above a normal one, equal scores counting half; 0 to 1, 0.5 is chance
 * @param auprc area under precision over recall, 0 to 1; chance is the share of anomalous rows
 */
public record Ranking(double auroc, double auprc) {

    /**
     * Ranks.
     *
     * @param normal scores of normal rows, one at least
     * @param anomalous scores of anomalous rows, one at least
     */
    public static Ranking of(float[] normal, float[] anomalous) {
        if (normal.length == 0 || anomalous.length == 0) {
            throw new IllegalArgumentException("rows: " + normal.length + " normal, " + anomalous.length
                    + " anomalous (expected: one at least of each)");
        }
        double[] scores = IntStream.range(0, normal.length + anomalous.length)
                .mapToDouble(i -> i < normal.length ? normal[i] : anomalous[i - normal.length])
                .toArray();
        double[] ranks = new NaturalRanking(NaNStrategy.MAXIMAL, TiesStrategy.AVERAGE).rank(scores);
        return new Ranking(auroc(ranks, normal.length), averagePrecision(ranks, normal.length));
    }

    private static double auroc(double[] ranks, int normal) {
        double sum = 0;
        for (int i = normal; i < ranks.length; i++) {
            sum += ranks[i];
        }
        double anomalous = ranks.length - normal;
        return (sum - anomalous * (anomalous + 1) / 2) / (normal * anomalous);
    }

    private static double averagePrecision(double[] ranks, int normal) {
        int[] falling = IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> ranks[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int found = 0;
        int before = 0;
        for (int i = 0; i < falling.length; i++) {
            found += falling[i] >= normal ? 1 : 0;
            boolean tied = i + 1 < falling.length && ranks[falling[i + 1]] == ranks[falling[i]];
            if (!tied) {
                sum += (found - before) * (found / (i + 1.0));
                before = found;
            }
        }
        return sum / (ranks.length - normal);
    }
}
