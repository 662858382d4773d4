package dev.narrows.stream.status;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.route.BatchTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything that is measured, as the service's own verbs. Stream threads call {@link #batchDone} once a batch, never
 * once a record. Any thread. Meters, as Prometheus names them:
 *
 * <ul>
 *   <li>{@code narrows_records_total}, {@code narrows_latents_total} (those of anomalous vectors among them), {@code
 *       narrows_alerts_total}, {@code narrows_dead_letters_total{reason}}
 *   <li>{@code narrows_input_bytes_total}, {@code narrows_latent_bytes_total}: bytes of values
 *   <li>{@code narrows_input_lag_records}: records between where this instance reads and the last stable offset of its
 *       partitions, as of the last poll that brought any; commit markers are none
 *   <li>{@code narrows_batch_records}: records of a batch; {@code narrows_encode_seconds}: histogram of the time in the
 *       model of a batch; {@code narrows_encoded_rows_total}: rows that the model ran over
 *   <li>{@code narrows_latency_seconds}: histogram of the age of a batch's oldest record once all its results are handed
 *       to the producer, by the records' own timestamps; so no record is later than this says, and the commit (at most
 *       one commit.interval.ms) comes on top
 *   <li>{@code narrows_model_version}: in service, 0 before the first; {@code
 *       narrows_model_serving{model,version,provider}}: 1 for what is in service; {@code narrows_model_swaps_total},
 *       {@code narrows_model_refused_total}
 *   <li>{@code narrows_registry_waits_total}: times that a stream thread waited for the registry; {@code
 *       narrows_threads_replaced_total}: stream threads replaced after a failure that passes
 * </ul>
 *
 * <p>Besides: the JVM's memory, collections and processor, and Kafka's own client and Streams metrics as {@code kafka_*}.
 * Where those count records, they count batches.
 */
public final class ServiceMetrics implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InstantSource clock;
    private final Counter records = counter("narrows.records", "records read");
    private final Counter latents = counter("narrows.latents", "latents written");
    private final Counter alerts = counter("narrows.alerts", "alerts written");
    private final Counter unexplained =
            counter("narrows.alerts.unexplained", "alerts without contributions, for want of time");
    private final Counter inhibited =
            counter("narrows.alerts.inhibited", "anomalies that are nothing but a feature's drift, and do not alert");
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final Counter inputBytes = counter("narrows.input.bytes", "bytes of the input values");
    private final Counter latentBytes = counter("narrows.latent.bytes", "bytes of the latents");
    private final Counter rows = counter("narrows.encoded.rows", "rows that the model ran over");
    private final DistributionSummary batchRecords = DistributionSummary.builder("narrows.batch.records")
            .description("records of a batch")
            .register(registry);
    private final Timer encode = Timer.builder("narrows.encode")
            .description("time in the model of a batch")
            .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000))
            .register(registry);
    private final Timer latency = Timer.builder("narrows.latency")
            .description("age of a batch's oldest record when its results are handed on")
            .serviceLevelObjectives(millis(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000))
            .register(registry);
    private final MultiGauge modelServing = MultiGauge.builder("narrows.model.serving")
            .description("1 for what is in service")
            .register(registry);
    private final Counter modelSwaps = counter("narrows.model.swaps", "model versions put into service");
    private final Counter modelsRefused = counter("narrows.model.refused", "model versions refused");
    private final Counter registryWaits =
            counter("narrows.registry.waits", "times that a stream thread waited for the registry");
    private final Counter threadsReplaced =
            counter("narrows.threads.replaced", "stream threads replaced after a failure that passes");
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final History history;
    private volatile int modelVersion;
    private volatile double drift;
    private volatile String provider = "";
    private volatile String topology = "";
    private volatile Supplier<Optional<StreamView>> stream = Optional::empty;
    private volatile AutoCloseable kafka = () -> {};
    private volatile ConsumerLag lag = ConsumerLag.NONE;

    /** @param clock tells the age of records */
    public ServiceMetrics(InstantSource clock) {
        this.clock = clock;
        this.history = new History(clock);
        for (Reason reason : Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("narrows.dead.letters")
                            .description("dead letters written")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        Gauge.builder("narrows.model.version", () -> modelVersion)
                .description("version in service, 0 before the first")
                .register(registry);
        Gauge.builder("narrows.input.lag.records", () -> lag.records())
                .description("records between where this instance reads and the last stable offset")
                .register(registry);
        Gauge.builder("narrows.drift", () -> drift)
                .description("strongest drift of the data, as a multiple of what chance explains; 0 without")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** A batch is through. */
    public void batchDone(BatchTally tally) {
        long age = Math.max(0, clock.millis() - tally.oldestTimestamp());
        history.add(tally, age);
        records.increment(tally.records());
        latents.increment(tally.latents());
        inputBytes.increment((double) tally.bytesIn());
        latentBytes.increment((double) tally.bytesOut());
        batchRecords.record(tally.records());
        if (tally.rows() > 0) {
            rows.increment(tally.rows());
            encode.record(tally.encodeNanos(), TimeUnit.NANOSECONDS);
        }
        if (tally.alerts() > 0) {
            alerts.increment(tally.alerts());
            unexplained.increment(tally.unexplained());
        }
        inhibited.increment(tally.inhibited());
        if (tally.latents() < tally.records()) {
            deadLetters.forEach((reason, counter) -> counter.increment(tally.rejected(reason)));
        }
        latency.record(age, TimeUnit.MILLISECONDS);
    }

    /** A version is in service. */
    public void modelInService(OnnxModel model) {
        modelVersion = model.manifest().getVersion();
        provider = model.provider().name().toLowerCase(Locale.ROOT);
        modelSwaps.increment();
        modelServing.register(
                List.of(MultiGauge.Row.of(
                        Tags.of(
                                "model", model.manifest().getName(),
                                "version", Integer.toString(modelVersion),
                                "provider", provider),
                        1)),
                true);
    }

    /** The data of the version in service have drifted. */
    public void drifted(Drift strongest) {
        drift = strongest.getStatistic() / strongest.getLimit();
    }

    /** They have not, or no more. */
    public void driftOver() {
        drift = 0;
    }

    /** A version was refused. */
    public void modelRefused() {
        modelsRefused.increment();
    }

    /** The stream waits for the registry. */
    public void registryGone() {
        registryWaits.increment();
    }

    /** A stream thread failed and another takes its place. */
    public void threadReplaced() {
        threadsReplaced.increment();
    }

    /** The topology that will run, as text. */
    public void topology(String description) {
        topology = description;
    }

    /** Takes the metrics of a stream in, until the next one. */
    public void observe(KafkaStreams streams) {
        stream = () -> Optional.of(StreamView.of(streams));
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        kafka = metrics;
        lag = ConsumerLag.of(streams);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** What came through in each second of the last hour. */
    public History history() {
        return history;
    }

    /** The topology as text; empty before it is known. */
    public String topology() {
        return topology;
    }

    /** How the stream is now; empty before it starts. */
    public Optional<StreamView> stream() {
        return stream.get();
    }

    /** The sums since the start. */
    public Totals totals() {
        Map<String, Long> byReason = new TreeMap<>();
        deadLetters.forEach((reason, counter) -> {
            if (counter.count() > 0) {
                byReason.put(reason.label(), (long) counter.count());
            }
        });
        return new Totals(
                (long) records.count(),
                (long) latents.count(),
                (long) alerts.count(),
                (long) unexplained.count(),
                (long) inputBytes.count(),
                (long) latentBytes.count(),
                byReason,
                modelVersion,
                provider);
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } catch (Exception e) {
            throw new IllegalStateException("metrics: " + e.getMessage() + " (expected: a clean close)", e);
        }
        collections.close();
        registry.close();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static Duration[] millis(long... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }
}
