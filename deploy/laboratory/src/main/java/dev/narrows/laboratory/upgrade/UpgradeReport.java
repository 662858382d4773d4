package dev.narrows.laboratory.upgrade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.narrows.laboratory.report.BenchJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What consumers noticed of upgrades.
 *
 * @param upgrades that became stable
 * @param lost records without a result
 * @param duplicated results of records that had one
 * @param reordered results after one of a later record of their partition
 * @param maxGapMs longest time in which no result of a partition became visible, from the first upgrade on
 * @param rssGrowthBytes memory of the service's process at the end less that after the first upgrades; null where the
 *     system does not tell. The heap is touched whole at start, so what grows lies outside it
 * @param throughputDip 1 - results of the worst five seconds / those of five seconds before the first upgrade
 * @param changed results whose partition, timestamp or headers are not those of their record
 * @param records sent
 * @param rate records a second
 * @param policy under which versions came into service
 * @param medianUpgradeMs from the command until the version was stable and a latent of it visible
 * @param longestUpgradeMs the longest of these
 * @param rssBytes memory of the service's process at the end; null where the system does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpgradeReport(
        int upgrades,
        long lost,
        long duplicated,
        long reordered,
        long maxGapMs,
        @Nullable Long rssGrowthBytes,
        double throughputDip,
        long changed,
        long records,
        int rate,
        String policy,
        long medianUpgradeMs,
        long longestUpgradeMs,
        @Nullable Long rssBytes) {

    private static final long MOST_GAP_MS = 2_000;
    private static final long MOST_GROWTH_BYTES = 64L << 20;
    private static final double MOST_DIP = 0.2;

    /** As JSON, keys as the components are named. */
    public String toJson() {
        return BenchJson.write(this);
    }

    /** What is not as it should be, a line each. */
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        none("lost", lost, missed);
        none("duplicated", duplicated, missed);
        none("reordered", reordered, missed);
        none("changed", changed, missed);
        if (maxGapMs >= MOST_GAP_MS) {
            missed.add("maxGapMs: " + maxGapMs + " (expected: < " + MOST_GAP_MS + ")");
        }
        if (rssGrowthBytes != null && rssGrowthBytes >= MOST_GROWTH_BYTES) {
            missed.add("rssGrowthBytes: " + rssGrowthBytes + " (expected: < " + MOST_GROWTH_BYTES + ")");
        }
        if (throughputDip >= MOST_DIP) {
            missed.add(String.format(Locale.ROOT, "throughputDip: %.3f (expected: < %.1f)", throughputDip, MOST_DIP));
        }
        return missed;
    }

    private static void none(String name, long count, List<String> missed) {
        if (count != 0) {
            missed.add(name + ": " + count + " (expected: 0)");
        }
    }
}
