package dev.narrows.laboratory.report;

import java.util.List;

/**
 * What a measurement of latency found.
 *
 * @param data name of the set
 * @param dim values a vector
 * @param partitions of the input
 * @param measurements one for each rate
 */
public record LatencyReport(String data, int dim, int partitions, List<Measurement> measurements) {

    /** Copies the list. */
    public LatencyReport {
        measurements = List.copyOf(measurements);
    }

    /** As JSON, keys as the components are named. */
    public String toJson() {
        return BenchJson.write(this);
    }

    /**
     * One rate.
     *
     * @param rate records a second
     * @param floor of the forwarding topology
     * @param narrows of the service
     * @param p99Ratio the service's 99th percentile over the forwarding topology's
     */
    public record Measurement(int rate, Percentiles floor, Percentiles narrows, double p99Ratio) {}

    /**
     * Milliseconds from when a record was due to be sent until a consumer under read_committed had its result.
     *
     * @param records counted
     * @param p50 median
     * @param p99 99th percentile
     * @param p999 99.9th percentile
     * @param max largest
     */
    public record Percentiles(long records, double p50, double p99, double p999, double max) {}
}
