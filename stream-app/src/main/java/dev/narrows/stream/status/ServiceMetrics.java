package dev.narrows.stream.status;

import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.Reason;
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
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything that is measured, as the service's own verbs. Stream threads call {@link #batchDone} once a batch, never
 * once a record. Any thread. Meters, as Prometheus names them:
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>what</th></tr>
 * <tr><td>narrows_records_total</td><td>records read</td></tr>
 * <tr><td>narrows_latents_total</td><td>latents written, those of anomalous vectors among them</td></tr>
 * <tr><td>narrows_alerts_total</td><td>alerts written</td></tr>
 * <tr><td>narrows_dead_letters_total{reason}</td><td>dead letters written</td></tr>
 * <tr><td>narrows_input_bytes_total</td><td>bytes of the input values</td></tr>
 * <tr><td>narrows_latent_bytes_total</td><td>bytes of the latents</td></tr>
 * <tr><td>narrows_batch_records</td><td>summary: records of a batch</td></tr>
 * <tr><td>narrows_encode_seconds</td><td>histogram: time in the model of a batch</td></tr>
 * <tr><td>narrows_encoded_rows_total</td><td>rows that the model ran over</td></tr>
 * <tr><td>narrows_latency_seconds</td><td>histogram: age of a batch's oldest record once all its results are handed to
 * the producer, by the records' own timestamps; so no record is later than this says, and the commit (at most one
 * commit.interval.ms) comes on top</td></tr>
 * <tr><td>narrows_model_version</td><td>version in service, 0 before the first</td></tr>
 * <tr><td>narrows_model_info{model,version,provider}</td><td>1 for what is in service</td></tr>
 * <tr><td>narrows_model_swaps_total</td><td>versions put into service</td></tr>
 * <tr><td>narrows_model_refused_total</td><td>versions refused</td></tr>
 * <tr><td>narrows_registry_waits_total</td><td>times that the stream had to wait for the registry</td></tr>
 * <tr><td>narrows_threads_replaced_total</td><td>stream threads replaced after a passing failure</td></tr>
 * </table>
 *
 * <p>Besides: the JVM's memory, collections and processor, and Kafka's own client and Streams metrics as {@code kafka_*}.
 * Where those count records, they count batches.
 */
public final class ServiceMetrics implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InstantSource clock;
    private final Counter records = registry.counter("narrows.records");
    private final Counter latents = registry.counter("narrows.latents");
    private final Counter alerts = registry.counter("narrows.alerts");
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final Counter inputBytes = registry.counter("narrows.input.bytes");
    private final Counter latentBytes = registry.counter("narrows.latent.bytes");
    private final Counter rows = registry.counter("narrows.encoded.rows");
    private final DistributionSummary batchRecords = registry.summary("narrows.batch.records");
    private final Timer encode = Timer.builder("narrows.encode")
            .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000))
            .register(registry);
    private final Timer latency = Timer.builder("narrows.latency")
            .serviceLevelObjectives(millis(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000))
            .register(registry);
    private final MultiGauge modelInfo =
            MultiGauge.builder("narrows.model.info").register(registry);
    private final Counter modelSwaps = registry.counter("narrows.model.swaps");
    private final Counter modelsRefused = registry.counter("narrows.model.refused");
    private final Counter registryWaits = registry.counter("narrows.registry.waits");
    private final Counter threadsReplaced = registry.counter("narrows.threads.replaced");
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private volatile int modelVersion;
    private volatile AutoCloseable kafka = () -> {};

    /** @param clock tells the age of records */
    public ServiceMetrics(InstantSource clock) {
        this.clock = clock;
        for (Reason reason : Reason.values()) {
            deadLetters.put(reason, registry.counter("narrows.dead.letters", "reason", reason.label()));
        }
        Gauge.builder("narrows.model.version", () -> modelVersion).register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** A batch is through. */
    public void batchDone(BatchTally tally) {
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
        }
        if (tally.latents() < tally.records()) {
            deadLetters.forEach((reason, counter) -> counter.increment(tally.rejected(reason)));
        }
        latency.record(Math.max(0, clock.millis() - tally.oldestTimestamp()), TimeUnit.MILLISECONDS);
    }

    /** A version is in service. */
    public void modelInService(OnnxModel model) {
        modelVersion = model.manifest().getVersion();
        modelSwaps.increment();
        modelInfo.register(
                List.of(MultiGauge.Row.of(
                        Tags.of(
                                "model", model.manifest().getName(),
                                "version", Integer.toString(modelVersion),
                                "provider", model.provider().name().toLowerCase(Locale.ROOT)),
                        1)),
                true);
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

    /** Takes the metrics of a stream in, until the next one. */
    public void observe(KafkaStreams streams) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        kafka = metrics;
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
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

    private static Duration[] millis(long... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }
}
