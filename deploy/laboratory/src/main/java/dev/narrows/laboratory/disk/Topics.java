package dev.narrows.laboratory.disk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Makes topics. Any thread. */
public final class Topics {
    private Topics() {}

    /** Makes a topic that keeps everything. */
    public static void create(Map<String, ?> kafkaClient, String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
        try (Admin admin = Admin.create(Map.copyOf(kafkaClient))) {
            await(admin.createTopics(List.of(wanted)).all());
        }
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new KafkaException(cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
