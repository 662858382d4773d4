package dev.narrows.laboratory.venue;

import java.nio.file.Path;

/**
 * Where measurements take place, and what all contestants have in common.
 *
 * @param cluster broker and registry
 * @param scratch folder for logs of the contestants
 * @param data vectors
 * @param contestants their settings
 * @param models that they run, each made once
 */
public record Venue(
        BenchCluster cluster, Path scratch, BenchData data, ContestSettings contestants, BenchModels models) {

    /** One whose models are not made yet. */
    public static Venue of(BenchCluster cluster, Path scratch, BenchData data, ContestSettings contestants) {
        return new Venue(cluster, scratch, data, contestants, new BenchModels(contestants, data.rows()));
    }
}
