package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Looks for the rollout that answers a command. Not thread-safe. */
final class AnswerTo {

    private final String commandId;
    private final String topic;
    private final Deserializer<Rollout> deserializer;
    private Optional<Rollout> found = Optional.empty();

    AnswerTo(String commandId, RolloutTransport transport) {
        this.commandId = commandId;
        this.topic = transport.topic();
        this.deserializer = transport.deserializers().get();
    }

    Optional<Rollout> found() {
        return found;
    }

    void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            Rollout rollout = deserializer.deserialize(topic, record.value());
            if (rollout != null && commandId.equals(rollout.getCommandId())) {
                found = Optional.of(rollout);
            }
        } catch (SerializationException e) {
            // Not an answer to us: ours is written with a schema that we can read.
        }
    }
}
