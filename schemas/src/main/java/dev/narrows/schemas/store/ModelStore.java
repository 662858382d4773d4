package dev.narrows.schemas.store;

import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.TrustedKeys;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.CompactedTopic;
import dev.narrows.schemas.topic.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All published model versions, kept in the models topic. A version is written in one transaction, chunks first and
 * manifest last, and read under read_committed: it is there whole or it is not there. Nothing is ever overwritten.
 *
 * <p>The topic is read through once; later calls read only what came since. Any thread; calls wait for each other. The
 * registry that it was opened with stays the caller's.
 *
 * <p>All methods throw Kafka's {@link TimeoutException} when the brokers do not answer, and {@link
 * dev.narrows.schemas.registry.RegistryException} when the registry does not; trying again is safe.
 */
public final class ModelStore implements AutoCloseable {

    /** What the values of the models topic are: a manifest or a chunk. */
    public static final Schema SCHEMA = Schema.createUnion(ModelManifest.getClassSchema(), ModelChunk.getClassSchema());

    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

    private final String topic;
    private final ModelTransport transport;
    private final TrustedKeys trusted;
    private final TopicReader reader;
    private final VersionIndex index = new VersionIndex();
    private long position;

    ModelStore(String topic, ModelTransport transport, TrustedKeys trusted) {
        this.topic = topic;
        this.transport = transport;
        this.trusted = trusted;
        this.reader = transport.committedReader();
    }

    /** As {@link #open(Map, String, SchemaRegistry, TrustedKeys)}, taking models of anybody. */
    public static ModelStore open(Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry) {
        return open(kafkaClientSettings, topic, registry, TrustedKeys.anybody());
    }

    /**
     * Opens the models topic; makes it, compacted and kept for ever, where it is missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @param trusted whose models {@link #load} gives out
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     * @throws KafkaException when the brokers do not answer or refuse
     */
    public static ModelStore open(
            Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry, TrustedKeys trusted) {
        CompactedTopic.ensure(kafkaClientSettings, topic);
        ModelTransport transport = new ModelTransport(
                topic,
                isolation -> TopicReader.consumer(kafkaClientSettings, isolation),
                transactionalId -> ModelTransport.producer(kafkaClientSettings, transactionalId),
                new RecordSerializer<>(registry, SCHEMA),
                new RecordDeserializer<SpecificRecord>(registry, SCHEMA));
        return new ModelStore(topic, transport, trusted);
    }

    /**
     * Publishes a version, whole or not at all, and returns when all readers can see it. Two publishers of one model
     * fence each other: the one that came later goes on, or finds the version taken.
     *
     * @throws VersionTakenException when the version exists, or another publisher of this model came in between
     * @throws ModelRefusedException when it is of another width than the versions before
     * @throws KafkaException when it could not be written; nothing of it is visible then
     */
    public synchronized void publish(ModelArtefact artefact) {
        ModelId id = artefact.id();
        try (ModelPublication publication = transport.publication(id)) {
            // From here on no older publisher of this model can commit. What they had committed, readers see once
            // no transaction of anybody is open below the present end.
            readTo(transport.uncommittedEnd());
            if (index.latest(id.name()) >= id.version()) {
                throw new VersionTakenException("version of " + id.name() + ": " + id.version() + " (expected: above "
                        + index.latest(id.name()) + ", which topic " + topic + " holds)");
            }
            requireWidth(id.name(), artefact.manifest().getInputDim());
            publication.write(artefact);
        }
        awaitVisible(id);
        LOG.info("model published model={} version={} topic={}", id.name(), id.version(), topic);
    }

    /** The manifest of the newest version of this model that is whole; empty where there is none. */
    public synchronized Optional<ModelManifest> newest(String name) {
        return Optional.ofNullable(versions(name).lastEntry()).map(Map.Entry::getValue);
    }

    /**
     * Refuses vectors of another width than those of the versions that are there. Anybody can ask before a model is made.
     *
     * @throws ModelRefusedException naming both widths
     */
    public synchronized void requireWidth(String name, int inputDim) {
        newest(name).filter(newest -> newest.getInputDim() != inputDim).ifPresent(newest -> {
            throw new ModelRefusedException("vectors of " + inputDim + " values for model " + name + " (expected: "
                    + newest.getInputDim() + ", as its version " + newest.getVersion()
                    + "; give a model of other vectors another name, --name)");
        });
    }

    /** One more than the highest version of this model, 1 where there is none. */
    public synchronized int nextVersion(String name) {
        ModelId.requireName(name);
        refresh();
        return index.latest(name) + 1;
    }

    /** The manifests of all versions of all models, by name, then version. */
    public synchronized List<ModelManifest> list() {
        refresh();
        return index.all();
    }

    /** The manifests of all versions of a model, by version; empty where there is none. */
    public synchronized NavigableMap<Integer, ModelManifest> versions(String name) {
        refresh();
        return index.versions(name);
    }

    /**
     * Reads a version, graphs and all.
     *
     * @throws ModelNotFoundException when there is no such version, whole
     * @throws ModelRefusedException when it is not what its manifest says, or nobody trusted signed it
     */
    public synchronized ModelArtefact load(ModelId id) {
        refresh();
        VersionIndex.Entry entry = index.find(id).orElseThrow(() -> new ModelNotFoundException(id, topic));
        trusted.require(entry.manifest());
        GraphAssembler graphs = new GraphAssembler(entry.manifest());
        reader.seek(entry.first());
        try {
            reader.readTo(
                    entry.last(),
                    record -> ModelKey.parse(record.key())
                            .filter(key -> key.id().equals(id) && record.offset() < entry.last())
                            .ifPresent(key -> graphs.add(key, transport.read(record))));
        } finally {
            reader.seek(position);
        }
        return graphs.artefact();
    }

    @Override
    public synchronized void close() {
        reader.close();
    }

    /** A commit returns before the brokers have told readers of it; who publishes may point others to it at once. */
    private void awaitVisible(ModelId id) {
        try {
            readTo(transport.uncommittedEnd());
        } catch (TimeoutException e) {
            LOG.warn("model not visible yet model={} version={} reason={}", id.name(), id.version(), e.getMessage());
        }
    }

    private void refresh() {
        readTo(reader.end());
    }

    private void readTo(long end) {
        if (end < position) {
            LOG.warn("models topic made anew topic={} end={} position={}", topic, end, position);
            index.clear();
            reader.seekToBeginning();
        }
        reader.readTo(end, this::index);
        position = reader.position();
    }

    private void index(ConsumerRecord<byte[], byte[]> record) {
        ModelKey.parse(record.key()).ifPresent(key -> {
            if (key.part() != ModelKey.Part.MANIFEST) {
                index.chunk(key, record.offset());
            } else if (record.value() == null) {
                index.deleted(key.id());
            } else {
                manifest(key.id(), record);
            }
        });
    }

    private void manifest(ModelId id, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (transport.read(record) instanceof ModelManifest manifest
                    && ModelId.of(manifest).equals(id)) {
                index.manifest(id, manifest, record.offset());
                return;
            }
            LOG.warn("manifest of another version model={} version={}", id.name(), id.version());
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.warn("manifest unreadable model={} version={} reason={}", id.name(), id.version(), e.getMessage());
        }
        index.taken(id);
    }
}
