package dev.narrows.stream.topology;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.encode.ModelSlot;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.Route;
import dev.narrows.stream.route.RouteFormats;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The one topology. Its node names are part of Streams' metrics, so they never change:
 *
 * <pre>
 *   vectors -> encode -> latents
 *                     -> alerts
 *                     -> dead-letters
 * </pre>
 */
public final class NarrowsTopology {

    private static final String SOURCE = "vectors";
    private static final String ENCODE = "encode";

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
            NarrowsSettings settings, ModelSlot models, RouteFormats formats, BatchListener listener) {
        TopicSettings topics = settings.topics();
        Topology topology = new Topology();
        topology.addSource(
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.input().topic());
        topology.addProcessor(ENCODE, () -> new EncodeProcessor(models, formats, listener), SOURCE);
        sink(topology, Route.LATENTS, topics.latents());
        sink(topology, Route.ALERTS, topics.alerts());
        sink(topology, Route.DEAD_LETTERS, topics.deadLetters());
        return topology;
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
