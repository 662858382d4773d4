package dev.narrows.standalone.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement of throughput found.
 *
 * @param first the figures of the first number of partitions, at the top of the JSON
 * @param measurements those of each number of partitions
 */
public record ThroughputReport(@JsonUnwrapped Measurement first, List<Measurement> measurements) {

    /** Copies the list. */
    public ThroughputReport {
        measurements = List.copyOf(measurements);
    }

    /** As JSON, keys as the components are named. */
    public String toJson() {
        return BenchJson.write(this);
    }

    /**
     * One number of partitions. Rates are medians in records a second, null for who was not measured.
     *
     * @param data name of the set
     * @param dim values a vector
     * @param partitions of the input
     * @param threads stream threads
     * @param records of the input
     * @param drain rate of the plain consumer
     * @param loop rate of the plain consumer with model and producer
     * @param floor rate of the forwarding topology
     * @param naive rate of the textbook topology
     * @param narrows rate of the service
     * @param narrowsToFloor ratio
     * @param narrowsToNaive ratio
     * @param narrowsToLoop ratio
     * @param runs every single rate
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Measurement(
            String data,
            int dim,
            int partitions,
            int threads,
            long records,
            @Nullable Double drain,
            @Nullable Double loop,
            @Nullable Double floor,
            @Nullable Double naive,
            @Nullable Double narrows,
            @Nullable Double narrowsToFloor,
            @Nullable Double narrowsToNaive,
            @Nullable Double narrowsToLoop,
            Map<String, List<Double>> runs) {}
}
