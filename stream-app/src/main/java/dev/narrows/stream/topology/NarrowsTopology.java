package dev.narrows.stream.topology;

import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.Route;
import dev.narrows.stream.route.RouteFormats;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/**
 * The one topology. Its node names are part of Streams' metrics, so they never change:
 *
 * <pre>
 *   vectors -> unpack ---------------------> encode -> latents
 *                    \-> mark -> commit ---/        -> alerts
 *                                                   -> dead-letters
 *                                                   -> quality
 * </pre>
 *
 * <p>The lower way is how {@code encode} hears of a commit before it happens. {@code commit} is a reduction with one key
 * and a record cache, and Streams flushes such a cache downstream before each commit, never later. Of the marks of all
 * batches since the last commit only the newest comes out, then.
 */
public final class NarrowsTopology {

    private static final String SOURCE = "vectors";
    private static final String ENCODE = "encode";
    private static final String COMMIT = "commit";
    private static final String WORK = "work";
    private static final String MARK = "mark";
    private static final byte[] NOTHING = new byte[0];
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private NarrowsTopology() {}

    /**
     * Builds it; touches no broker.
     *
     * @param settings name the topics
     * @param models the model in service, and encoders of it
     * @param formats how results are written
     * @param listener hears of each batch
     */
    public static Topology build(
            NarrowsSettings settings, ModelsInService models, RouteFormats formats, BatchListener listener) {
        TopicSettings topics = settings.topics();
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Batch> batches = builder.stream(
                        settings.input().topic(), Consumed.with(BYTES, BYTES).withName(SOURCE))
                .processValues(() -> new UnpackProcessor(WORK, MARK), Named.as("unpack"));
        boolean pipelined = settings.exactlyOnce();
        batches.merge(commits(batches), Named.as(WORK))
                .process(() -> new EncodeProcessor(models, formats, listener, pipelined), Named.as(ENCODE));
        Topology topology = builder.build();
        sink(topology, Route.LATENTS, topics.latents());
        sink(topology, Route.ALERTS, topics.alerts());
        sink(topology, Route.DEAD_LETTERS, topics.deadLetters());
        sink(topology, Route.QUALITY, topics.quality());
        return topology;
    }

    private static KStream<byte[], Batch> commits(KStream<byte[], Batch> batches) {
        return batches.mapValues(batch -> NOTHING, Named.as(MARK))
                .groupByKey(Grouped.with(BYTES, BYTES))
                .reduce(
                        (before, now) -> now,
                        Named.as(COMMIT),
                        Materialized.<byte[], byte[]>as(Stores.inMemoryKeyValueStore(COMMIT))
                                .withKeySerde(BYTES)
                                .withValueSerde(BYTES)
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as("committing"))
                .mapValues(mark -> Batch.COMMIT, Named.as("finish"));
    }

    private static void sink(Topology topology, Route route, String topic) {
        topology.addSink(
                route.node(),
                topic,
                new ByteArraySerializer(),
                new Outgoing.Bytes(),
                new Outgoing.SamePartition(),
                ENCODE);
    }
}
