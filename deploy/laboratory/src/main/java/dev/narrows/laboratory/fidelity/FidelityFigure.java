package dev.narrows.laboratory.fidelity;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one promise costs on one set.
 *
 * @param bytes a record on the disk, the producer compressing with zstd
 * @param bytesLz4 the same with lz4
 * @param bytesUncompressed the same without
 * @param worst largest error of all values over the bound of its feature; 0 where every bit is promised
 * @param violations values that do not keep the promise
 * @param values that were looked at
 * @param baselineBytes a record on the disk for each of what else keeps it
 * @param recallAt10 share of the ten nearest neighbours that are still found, as {@link Neighbours} has it; null where that is
 *     not looked at
 * @param searchBaselines what is kept for searching only, beside it, with what that finds; none keeps the bound
 * @param encodePerSecond records from vector to correction, on one core
 * @param decodePerSecond records back
 */
record FidelityFigure(
        double bytes,
        double bytesLz4,
        double bytesUncompressed,
        double worst,
        long violations,
        long values,
        Map<String, Double> baselineBytes,
        @Nullable Double recallAt10,
        Map<String, Searches.Kept> searchBaselines,
        double encodePerSecond,
        double decodePerSecond) {

    /** Sorts the baselines. */
    FidelityFigure {
        baselineBytes = new TreeMap<>(baselineBytes);
        searchBaselines = new TreeMap<>(searchBaselines);
    }

    /** The baseline that takes least, without those that do not keep the bound. */
    Map.Entry<String, Double> best() {
        return baselineBytes.entrySet().stream()
                .filter(each -> !each.getKey().startsWith("float16"))
                .min(Map.Entry.comparingByValue())
                .orElseThrow();
    }
}
