package dev.narrows.schemas.rollout;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.AgedTopic;
import dev.narrows.schemas.topic.CompactedTopic;
import dev.narrows.schemas.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What is asked of rollouts: commands, written to their topic for the service of that model to carry out, now or when one
 * comes. The answer is the rollout that names the command. One thread; the registry stays the caller's.
 *
 * <p>Methods throw Kafka's exceptions when the brokers do not answer, and {@link
 * dev.narrows.schemas.registry.RegistryException} when the registry does not.
 */
public final class RolloutCommands implements AutoCloseable {

    /** How long a command waits for a service. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Duration POLL = Duration.ofMillis(100);

    static {
        GeneratedRecords.trust();
    }

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<RolloutCommand> serializer;
    private final RolloutTransport rollouts;

    RolloutCommands(
            String topic,
            Supplier<Producer<byte[], byte[]>> producers,
            Serializer<RolloutCommand> serializer,
            RolloutTransport rollouts) {
        this.topic = topic;
        this.producer = producers.get();
        this.serializer = serializer;
        this.rollouts = rollouts;
    }

    /**
     * Opens both topics; makes them where they are missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @param commandsTopic where commands go
     * @param rolloutsTopic where answers come
     */
    public static RolloutCommands open(
            Map<String, ?> kafkaClientSettings, String commandsTopic, String rolloutsTopic, SchemaRegistry registry) {
        AgedTopic.ensure(kafkaClientSettings, commandsTopic, KEPT);
        CompactedTopic.ensure(kafkaClientSettings, rolloutsTopic);
        RolloutTransport rollouts = new RolloutTransport(
                rolloutsTopic,
                isolation -> TopicReader.consumer(kafkaClientSettings, isolation),
                () -> RolloutTransport.producer(kafkaClientSettings),
                new RecordSerializer<>(registry, Rollout.getClassSchema()),
                () -> new RecordDeserializer<>(registry, Rollout.getClassSchema()));
        return new RolloutCommands(
                commandsTopic,
                rollouts.producers(),
                new RecordSerializer<>(registry, RolloutCommand.getClassSchema()),
                rollouts);
    }

    /**
     * A command to be filled further, with an id of its own.
     *
     * @param actor who asks
     * @param reason why
     */
    public static RolloutCommand.Builder command(
            RolloutCommandType type, String modelName, String actor, String reason, Clock clock) {
        return RolloutCommand.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setModelName(ModelId.requireName(modelName))
                .setType(type)
                .setActor(actor)
                .setReason(reason)
                .setAt(clock.instant());
    }

    /**
     * Writes a command and waits until the brokers have it.
     *
     * @throws KafkaException when they do not take it; whether it was written is then unknown
     */
    public void send(RolloutCommand command) {
        byte[] key = command.getModelName().getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topic, command);
        try {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Writes a command and waits for its answer.
     *
     * @param patience how long
     * @return empty where nobody has answered by then: the command stays, for the service to come
     */
    public Optional<Rollout> ask(RolloutCommand command, Duration patience) {
        try (TopicReader reader = rollouts.reader()) {
            AnswerTo answer = new AnswerTo(command.getId(), rollouts);
            reader.readTo(reader.end(), record -> {});
            send(command);
            long deadline = System.nanoTime() + patience.toNanos();
            while (answer.found().isEmpty() && System.nanoTime() < deadline) {
                reader.poll(POLL, answer::accept);
            }
            return answer.found();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
