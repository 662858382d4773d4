package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of each model after the records of the rollouts topic read so far. Not thread-safe. */
final class RolloutStates {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutStates.class);

    private final String topic;
    private final Deserializer<Rollout> deserializer;
    private final Map<String, Rollout> states = new HashMap<>();

    RolloutStates(String topic, Deserializer<Rollout> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /** Takes a record; one that cannot be read leaves the state as it was. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        try {
            Rollout rollout = deserializer.deserialize(topic, record.value());
            if (rollout == null) {
                states.remove(name);
            } else {
                states.put(name, rollout);
            }
        } catch (SerializationException e) {
            LOG.warn("rollout unreadable model={} offset={} reason={}", name, record.offset(), e.getMessage());
        }
    }

    void clear() {
        states.clear();
    }

    Optional<Rollout> of(String modelName) {
        return Optional.ofNullable(states.get(modelName));
    }
}
