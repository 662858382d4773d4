package dev.narrows.laboratory.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
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
     * @param models what the model of each contestant that runs one is: its kind and its weights
     * @param drain rate of the plain consumer
     * @param loop rate of the plain consumer with model and producer
     * @param floor rate of the forwarding topology
     * @param naive rate of the textbook topology
     * @param dense rate of the service with the fixed network in float32
     * @param int8 the same with int8 weights
     * @param narrows rate of the service
     * @param narrowsToFloor ratio
     * @param narrowsToNaive ratio
     * @param narrowsToLoop ratio
     * @param shadowToNarrows ratio: what is left of the rate while a second version is tried as a shadow
     * @param canaryToNarrows the same while it is a canary for half of the keys
     * @param anomaliesToNarrows the same while a tenth of the records alert
     * @param stormToNarrows the same while every record alerts
     * @param cpuMicros processor time that each contestant's JVM took for a record, all its threads, compilers and
     *     collectors with them, in microseconds; medians. It moves less than the rate where the machine has other work
     * @param brokerCpuMicros that of the broker; empty with a broker that the bench has not started
     * @param runs every single run of each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Measurement(
            String data,
            int dim,
            int partitions,
            int threads,
            long records,
            Map<String, String> models,
            @Nullable Double drain,
            @Nullable Double loop,
            @Nullable Double floor,
            @Nullable Double naive,
            @Nullable Double dense,
            @Nullable Double int8,
            @Nullable Double narrows,
            @Nullable Double narrowsToFloor,
            @Nullable Double narrowsToNaive,
            @Nullable Double narrowsToLoop,
            @Nullable Double shadowToNarrows,
            @Nullable Double canaryToNarrows,
            @Nullable Double anomaliesToNarrows,
            @Nullable Double stormToNarrows,
            Map<String, Double> cpuMicros,
            Map<String, Double> brokerCpuMicros,
            Map<String, List<Run>> runs) {}

    /**
     * One run of one contestant.
     *
     * @param recordsPerSecond that its group committed
     * @param cpuMicros processor time of its JVM for a record, in microseconds; null where the system does not tell
     * @param brokerCpuMicros that of the broker; null also where somebody else runs it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Run(
            double recordsPerSecond,
            @Nullable Double cpuMicros,
            @Nullable Double brokerCpuMicros) {

        /** For a person. */
        public String line() {
            String rate = String.format(Locale.ROOT, "%,9.0f records/s", recordsPerSecond);
            String own = cpuMicros == null ? "" : String.format(Locale.ROOT, ", %5.1f us of CPU a record", cpuMicros);
            String broker =
                    brokerCpuMicros == null ? "" : String.format(Locale.ROOT, ", broker %4.1f", brokerCpuMicros);
            return rate + own + broker;
        }
    }
}
