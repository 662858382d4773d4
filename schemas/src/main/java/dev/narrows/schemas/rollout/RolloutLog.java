package dev.narrows.schemas.rollout;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.CompactedTopic;
import dev.narrows.schemas.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions of each model are in service, kept in the rollouts topic: compacted, key the model's name, the last
 * record counts. Any thread; the registry that it was opened with stays the caller's, followers are closed by whoever
 * started them.
 *
 * <p>Methods throw Kafka's exceptions when the brokers do not answer, and {@link
 * dev.narrows.schemas.registry.RegistryException} when the registry does not; trying again is safe.
 */
public final class RolloutLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutLog.class);

    static {
        // Whoever writes here builds rollouts, and the builder's defaults make an object of the stage's class.
        GeneratedRecords.trust();
    }

    private final String topic;
    private final RolloutTransport transport;
    private final TopicReader reader;
    private final RolloutStates states;
    private @Nullable Producer<byte[], byte[]> producer;

    RolloutLog(String topic, RolloutTransport transport) {
        this.topic = topic;
        this.transport = transport;
        this.reader = transport.reader();
        this.states = transport.states();
    }

    /**
     * Opens the rollouts topic; makes it, compacted and kept for ever, where it is missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     * @throws KafkaException when the brokers do not answer or refuse
     */
    public static RolloutLog open(Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry) {
        CompactedTopic.ensure(kafkaClientSettings, topic);
        RolloutTransport transport = new RolloutTransport(
                topic,
                isolation -> TopicReader.consumer(kafkaClientSettings, isolation),
                () -> RolloutTransport.producer(kafkaClientSettings),
                new RecordSerializer<>(registry, Rollout.getClassSchema()),
                () -> new RecordDeserializer<>(registry, Rollout.getClassSchema()));
        return new RolloutLog(topic, transport);
    }

    /**
     * Writes a new state of a model and waits until the brokers have it.
     *
     * @throws KafkaException when they do not take it; whether it was written is then unknown
     */
    public synchronized void write(Rollout rollout) {
        ModelId.requireName(rollout.getModelName());
        if (producer == null) {
            producer = transport.producers().get();
        }
        byte[] key = rollout.getModelName().getBytes(StandardCharsets.UTF_8);
        byte[] value = transport.serializer().serialize(topic, rollout);
        try {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        LOG.info(
                "rollout written model={} stable={} candidate={} stage={} percent={} reason={}",
                rollout.getModelName(),
                rollout.getStableVersion(),
                rollout.getCandidateVersion(),
                rollout.getStage(),
                rollout.getCanaryPercent(),
                rollout.getReason());
    }

    /** The present state of a model; empty where nothing was ever written of it. */
    public synchronized Optional<Rollout> current(String modelName) {
        long end = reader.end();
        if (end < reader.position()) {
            states.clear();
            reader.seekToBeginning();
        }
        reader.readTo(end, states::accept);
        return states.of(modelName);
    }

    /**
     * Follows a model on a thread of its own, {@code narrows-rollouts-<name>}: tells the present state first, then each
     * change, in order, each once. Where brokers or registry cannot be reached it says so and goes on trying, for as
     * long as it takes; brokers that go away while it waits for a change are waited for in silence. What {@code
     * onChange} throws goes to {@code onError} too, and that change does not come again. After an Error, which {@code
     * onError} hears as well, nothing more comes.
     *
     * @param onChange called on that thread
     * @param onError called on that thread, at most once a second
     * @return ends it: when close returns no call comes any more
     */
    public AutoCloseable follow(String modelName, Consumer<Rollout> onChange, Consumer<Throwable> onError) {
        RolloutFollower follower = new RolloutFollower(ModelId.requireName(modelName), transport, onChange, onError);
        follower.start();
        return follower;
    }

    @Override
    public synchronized void close() {
        reader.close();
        if (producer != null) {
            producer.close();
        }
    }
}
