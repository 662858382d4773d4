package dev.narrows.standalone.bench;

import java.nio.file.Path;

/**
 * Where measurements take place, and what all contestants have in common.
 *
 * @param cluster broker and registry
 * @param scratch folder for logs of the contestants
 * @param data vectors
 * @param contestants their settings
 */
public record Venue(BenchCluster cluster, Path scratch, BenchData data, ContestSettings contestants) {}
